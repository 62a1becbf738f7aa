package io.certyn.orchestrator.run.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.catalog.api.Catalog;
import io.certyn.orchestrator.page.api.Versions;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.run.flow.Creation;
import io.certyn.orchestrator.run.flow.RunConfig;
import io.certyn.orchestrator.run.flow.RunCreation;
import io.certyn.orchestrator.run.flow.RunRequest;
import io.certyn.orchestrator.trigger.IdempotencyKey;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Caller;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Starts runs. */
@Path("/api/v1")
public class RunCreationResource {

    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String API_KEY = "key:";

    private final RunCreation creation;
    private final RunConfig config;
    private final Catalog catalog;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final InstantSource clock;

    public RunCreationResource(
            RunCreation creation,
            RunConfig config,
            Catalog catalog,
            CurrentCaller caller,
            ObjectMapper json,
            InstantSource clock) {
        this.creation = creation;
        this.config = config;
        this.catalog = catalog;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Path("/projects/{p}/runs")
    @APIResponse(
            responseCode = "201",
            description = "The run is there and its sessions are asked for",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    public Uni<Response> create(
            @PathParam("p") String p,
            @HeaderParam(KEY) @Nullable String key,
            @Valid @NotNull RunBody body) {
        caller.require(Scopes.RUNS_CREATE);
        var by = caller.get();
        requireKey(by, key);
        return catalog.project(by.tenant(), p)
                .map(project -> request(by, project, key, body))
                .chain(request -> creation.create(request, this::answer))
                .map(this::respond);
    }

    private RunRequest request(Caller by, Project project, @Nullable String key, RunBody body) {
        boolean byKey = by.subject().startsWith(API_KEY);
        return new RunRequest(
                by.tenant(),
                project,
                body.selection(),
                body.environment(),
                body.labelsOrNone(),
                body.deadline(config.deadline(), config.maxDeadline(), clock.instant()),
                body.priorityOrUsual(),
                Optional.ofNullable(body.notBefore()),
                new RunHeader.Trigger(byKey ? "api" : "manual", by.subject()),
                Optional.ofNullable(key)
                        .map(given ->
                                new IdempotencyKey(
                                        by.tenant(),
                                        "POST /projects/" + project.id() + "/runs",
                                        given,
                                        body.sha256())));
    }

    /** A machine repeats what it got no answer to; a person sees what happened. */
    private static void requireKey(Caller by, @Nullable String key) {
        if (key == null && by.subject().startsWith(API_KEY)) {
            throw new ProblemException(
                    Problem.badRequest(
                            "idempotency-key-required",
                            "A run made with an API key needs an Idempotency-Key"));
        }
        if (key != null && !IdempotencyKey.isUsable(key)) {
            throw new ProblemException(
                    Problem.badRequest(
                            "idempotency-key-malformed",
                            "An Idempotency-Key is 1 to 200 printable ASCII characters"));
        }
    }

    private Response respond(Creation creation) {
        return switch (creation) {
            case Creation.Made made -> created(answer(made)).build();
            case Creation.Replayed(var answer) -> created(answer).header(REPLAYED, "true").build();
            case Creation.Refused refused -> throw new ProblemException(RunProblems.of(refused));
        };
    }

    private Response.ResponseBuilder created(String answer) {
        try {
            var view = json.readTree(answer);
            return Response.status(Response.Status.CREATED)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.LOCATION, "/api/v1/runs/" + view.get("id").asText())
                    .header(HttpHeaders.ETAG, Versions.tag(view.get("version").asLong()))
                    .entity(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer that cannot be read", e);
        }
    }

    /** What a repetition of the request will get to read, too. */
    private String answer(Creation.Made made) {
        try {
            return json.writeValueAsString(RunView.fresh(made.run(), made.cases()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run that cannot be written", e);
        }
    }
}

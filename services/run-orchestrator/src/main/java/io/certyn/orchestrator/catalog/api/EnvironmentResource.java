package io.certyn.orchestrator.catalog.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.ids.EnvironmentId;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.catalog.store.Environments;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
import io.certyn.orchestrator.page.api.Versions;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Environments of projects. */
@Path("/api/v1")
public class EnvironmentResource {

    private final Environments environments;
    private final Catalog catalog;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    public EnvironmentResource(
            Environments environments, Catalog catalog, CurrentCaller caller, ObjectMapper json) {
        this.environments = environments;
        this.catalog = catalog;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Path("/projects/{p}/environments")
    public Uni<RestResponse<EnvironmentView>> create(
            @PathParam("p") String p, @NotNull EnvironmentBody body) {
        caller.require(Scopes.ENVIRONMENTS_WRITE);
        var tenant = caller.get().tenant();
        var settings = body.toSettings();
        return catalog.project(tenant, p)
                .chain(project -> environments.create(tenant, project.id(), settings))
                .map(made -> made.orElseThrow(() -> exists(settings.slug())))
                .map(made -> answer(RestResponse.Status.CREATED, made));
    }

    @GET
    @Path("/projects/{p}/environments")
    public Uni<Page<EnvironmentView>> list(
            @PathParam("p") String p, @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        var request = page.of("environments " + p);
        return catalog.project(tenant, p)
                .chain(project -> environments.list(tenant, project.id(), request))
                .map(rows ->
                        Page.of(rows, request, row -> row.settings().slug(), EnvironmentView::of));
    }

    @PATCH
    @Path("/environments/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    public Uni<RestResponse<EnvironmentView>> edit(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull String body)
            throws JsonProcessingException {
        caller.require(Scopes.ENVIRONMENTS_WRITE);
        if (ifMatch == null) {
            throw new ProblemException(
                    Problem.preconditionRequired(
                            "if-match-required", "An edit names the version it saw in If-Match"));
        }
        var patch = json.readTree(body);
        // Version 0 is nobody's: a tag that is not ours matches no environment.
        int seen = (int) Versions.read(ifMatch).orElse(0);
        return environments
                .edit(caller.get().tenant(), parse(id), seen, current -> patched(current, patch))
                .map(EnvironmentResource::answer);
    }

    private Environment.Settings patched(Environment.Settings current, JsonNode patch) {
        var before = json.valueToTree(EnvironmentBody.of(current));
        EnvironmentBody after;
        try {
            after = json.treeToValue(MergePatch.apply(before, patch), EnvironmentBody.class);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    Problem.badRequest("malformed-json", "The patch makes no environment")
                            .withDetail(e.getOriginalMessage()));
        }
        if (after == null || !current.slug().equals(after.slug())) {
            throw new ProblemException(
                    Problem.unprocessable("invalid-fields", "Some fields are not acceptable")
                            .withErrors(
                                    List.of(
                                            new FieldError(
                                                    "/slug", "fixed", "a slug never changes"))));
        }
        return after.toSettings();
    }

    private static RestResponse<EnvironmentView> answer(Environments.Edit edit) {
        return switch (edit) {
            case Environments.Edit.Kept(var environment) ->
                    answer(RestResponse.Status.OK, environment);
            case Environments.Edit.Stale(var environment) ->
                    throw new ProblemException(
                            Problem.preconditionFailed(
                                            "stale-version", "Somebody has changed it meanwhile")
                                    .withDetail("the version is v" + environment.version()));
            case Environments.Edit.Unknown _ -> throw unknown();
        };
    }

    private static RestResponse<EnvironmentView> answer(
            RestResponse.Status status, Environment environment) {
        return RestResponse.ResponseBuilder.create(status, EnvironmentView.of(environment))
                .header(HttpHeaders.ETAG, Versions.tag(environment.version()))
                .build();
    }

    private static EnvironmentId parse(String id) {
        try {
            return EnvironmentId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound("environment-not-found", "There is no such environment"));
    }

    private static ProblemException exists(String slug) {
        return new ProblemException(
                Problem.conflict(
                                "environment-exists",
                                "The project has an environment with this slug")
                        .withDetail(slug));
    }
}

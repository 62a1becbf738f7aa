package io.certyn.orchestrator.run.api;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.catalog.api.Catalog;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
import io.certyn.orchestrator.run.RunCommand;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.RunStatus;
import io.certyn.orchestrator.run.flow.RunCancellation;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs: listed, read, followed and cancelled. */
@Path("/api/v1")
public class RunResource {

    private final Runs runs;
    private final RunReading reading;
    private final RunCancellation cancellation;
    private final Catalog catalog;
    private final CurrentCaller caller;

    public RunResource(
            Runs runs,
            RunReading reading,
            RunCancellation cancellation,
            Catalog catalog,
            CurrentCaller caller) {
        this.runs = runs;
        this.reading = reading;
        this.cancellation = cancellation;
        this.catalog = catalog;
        this.caller = caller;
    }

    /** Why a run is cancelled. */
    public record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    @GET
    @Path("/projects/{p}/runs")
    public Uni<Page<RunView>> list(
            @PathParam("p") String p,
            @QueryParam("status") List<String> status,
            @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        var statuses = statuses(status);
        var request = page.of("runs " + p + " " + statuses);
        return catalog.project(tenant, p)
                .chain(project -> runs.list(tenant, project.id(), statuses, request))
                .map(rows ->
                        Page.of(
                                rows,
                                request,
                                row -> String.valueOf(row.header().number()),
                                RunView::ofRow));
    }

    /** With the tag of the version that was seen, waits until there is another. */
    @GET
    @Path("/runs/{id}")
    public Uni<Response> get(
            @PathParam("id") String id,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        caller.require(Scopes.RUNS_READ);
        return reading.read(caller.get().tenant(), parse(id), seen, Waiting.read(wait));
    }

    @POST
    @Path("/runs/{id}/cancellation")
    public Uni<Response> cancel(@PathParam("id") String id, @Valid @NotNull Cancellation body) {
        caller.require(Scopes.RUNS_CANCEL);
        var by = caller.get();
        return cancellation
                .cancel(
                        by.tenant(),
                        parse(id),
                        new RunCommand.Cancel(by.subject(), body.reason().strip()))
                .map(RunResource::answer);
    }

    private static Response answer(RunCancellation.Answer answer) {
        return switch (answer) {
            case RunCancellation.Answer.Accepted(RunRecord run) ->
                    Response.accepted(RunView.ofRow(run)).build();
            case RunCancellation.Answer.Refused(var why) ->
                    throw new ProblemException(RunProblems.of(why));
            case RunCancellation.Answer.Unknown _ ->
                    throw new ProblemException(RunProblems.notFound());
        };
    }

    static RunId parse(String id) {
        try {
            return RunId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(RunProblems.notFound());
        }
    }

    private static Set<RunStatus> statuses(List<String> wanted) {
        var statuses = EnumSet.noneOf(RunStatus.class);
        for (var one : wanted) {
            var known =
                    EnumSet.allOf(RunStatus.class).stream()
                            .filter(status -> status.wire().equals(one))
                            .findFirst();
            statuses.add(
                    known.orElseThrow(() ->
                            new ProblemException(
                                    Problem.badRequest(
                                                    "invalid-parameters",
                                                    "Some parameters are not acceptable")
                                            .withErrors(
                                                    List.of(
                                                            new FieldError(
                                                                    "/status",
                                                                    "unknown-status",
                                                                    "no such status"))))));
        }
        return statuses;
    }
}

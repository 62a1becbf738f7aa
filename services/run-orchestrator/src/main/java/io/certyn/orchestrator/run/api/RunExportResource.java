package io.certyn.orchestrator.run.api;

import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Finished runs in the formats of others. */
@Path("/api/v1")
public class RunExportResource {

    private final Runs runs;
    private final CurrentCaller caller;

    public RunExportResource(Runs runs, CurrentCaller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    @GET
    @Path("/runs/{id}/exports/junit")
    @Produces(MediaType.APPLICATION_XML)
    public Uni<String> junit(@PathParam("id") String id) {
        caller.require(Scopes.RUNS_READ);
        return runs.find(caller.get().tenant(), RunResource.parse(id))
                .map(found -> found.orElseThrow(() -> new ProblemException(RunProblems.notFound())))
                .chain(this::junit);
    }

    private Uni<String> junit(RunRecord record) {
        var run =
                record.finished()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.conflict(
                                                "run-not-finished",
                                                "Only a finished run can be exported")));
        return runs.cases(run.id()).map(cases -> JunitXml.of(record, run, cases));
    }
}

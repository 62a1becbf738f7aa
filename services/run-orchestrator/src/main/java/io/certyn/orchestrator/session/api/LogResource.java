package io.certyn.orchestrator.session.api;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.session.StepRecord;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.orchestrator.session.store.Steps;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * The steps of a run as lines of JSON, session after session, read page by page as they are sent.
 */
@Path("/api/v1")
public class LogResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int CHUNK = 200;

    /** More than a run can have. */
    private static final int MAX_SESSIONS = 10_000;

    private final Sessions sessions;
    private final Steps steps;
    private final CurrentCaller caller;

    public LogResource(Sessions sessions, Steps steps, CurrentCaller caller) {
        this.sessions = sessions;
        this.steps = steps;
        this.caller = caller;
    }

    @GET
    @Path("/runs/{id}/logs")
    @Produces(NDJSON)
    public RestMulti<StepView> read(@PathParam("id") String id) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        return RestMulti.fromUniResponse(sessionsOf(tenant, id), found -> lines(tenant, found));
    }

    private Uni<List<SessionId>> sessionsOf(TenantId tenant, String id) {
        RunId run;
        try {
            run = RunId.parse(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(unknown());
        }
        return sessions.ids(tenant, run, MAX_SESSIONS)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw unknown();
                    }
                });
    }

    private Multi<StepView> lines(TenantId tenant, List<SessionId> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToMultiAndConcatenate(session -> steps(tenant, session))
                .map(StepView::of);
    }

    private Multi<StepRecord> steps(TenantId tenant, SessionId session) {
        var last = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> steps.list(tenant, session, last.get(), CHUNK))
                .whilst(chunk -> chunk.size() == CHUNK)
                .onItem()
                .disjoint()
                .map(Steps.Kept.class::cast)
                .invoke(kept -> last.set(kept.ordinal()))
                .map(Steps.Kept::step);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("run-not-found", "There is no such run"));
    }
}

package io.certyn.orchestrator.session.api;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
import io.certyn.orchestrator.session.SessionFacts;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.orchestrator.session.store.Steps;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Sessions and their steps. */
@Path("/api/v1")
public class SessionResource {

    private final Sessions sessions;
    private final Steps steps;
    private final CurrentCaller caller;

    public SessionResource(Sessions sessions, Steps steps, CurrentCaller caller) {
        this.sessions = sessions;
        this.steps = steps;
        this.caller = caller;
    }

    @GET
    @Path("/runs/{id}/sessions")
    public Uni<Page<SessionView>> list(@PathParam("id") String id, @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var run = run(id);
        var request = page.of("sessions " + run);
        return sessions.list(caller.get().tenant(), run, request)
                .invoke(rows -> mustExist(!rows.isEmpty() || request.after() != null))
                .map(rows ->
                        Page.of(
                                rows,
                                request,
                                row -> String.valueOf(row.position()),
                                row -> SessionView.of(row.facts())));
    }

    @GET
    @Path("/sessions/{id}")
    public Uni<SessionView> get(@PathParam("id") String id) {
        caller.require(Scopes.RUNS_READ);
        return session(caller.get().tenant(), id).map(SessionView::of);
    }

    @GET
    @Path("/sessions/{id}/steps")
    public Uni<Page<StepView>> steps(@PathParam("id") String id, @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        var request = page.of("steps " + id);
        long after = request.after() == null ? 0 : Long.parseLong(request.after());
        return session(tenant, id)
                .chain(found -> steps.list(tenant, found.id(), after, request.rows()))
                .map(rows ->
                        Page.of(
                                rows,
                                request,
                                row -> String.valueOf(row.ordinal()),
                                row -> StepView.of(row.step())));
    }

    private Uni<SessionFacts> session(TenantId tenant, String id) {
        SessionId parsed;
        try {
            parsed = SessionId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown("session");
        }
        return sessions.find(tenant, parsed)
                .map(found -> found.orElseThrow(() -> unknown("session")));
    }

    private static RunId run(String id) {
        try {
            return RunId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown("run");
        }
    }

    /** Every run has sessions from the moment it is there. */
    private static void mustExist(boolean exists) {
        if (!exists) {
            throw unknown("run");
        }
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(
                Problem.notFound(what + "-not-found", "There is no such " + what));
    }
}

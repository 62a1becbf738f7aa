package io.certyn.broker.queue.api;

import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.queue.Explainer;
import io.certyn.broker.queue.store.QueueFacts;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Why a session waits. */
@Path("/api/v1/queue/explain")
public class ExplainResource {

    private final QueueFacts facts;
    private final Offering offering;
    private final CurrentCaller caller;

    ExplainResource(QueueFacts facts, Offering offering, CurrentCaller caller) {
        this.facts = facts;
        this.offering = offering;
        this.caller = caller;
    }

    /** Of a session, or of the session of a run that waits longest. */
    @GET
    public Uni<ExplanationView> explain(
            @QueryParam("session") @Nullable String session,
            @QueryParam("run") @Nullable String run) {
        caller.require(Scopes.RUNS_READ);
        return find(session, run)
                .map(found -> found.map(this::view).orElseThrow(ExplainResource::waitsNot));
    }

    private Uni<Optional<QueueFacts.Found>> find(@Nullable String session, @Nullable String run) {
        var tenant = caller.get().tenant();
        if (session != null && run == null) {
            return facts.ofSession(tenant, id("session", session, SessionId::parse));
        }
        if (run != null && session == null) {
            return facts.ofRun(tenant, id("run", run, RunId::parse));
        }
        throw unreadable("give either session or run");
    }

    private ExplanationView view(QueueFacts.Found found) {
        var session = found.candidate().waiting();
        return ExplanationView.of(
                found,
                Explainer.explain(
                        found.candidate(),
                        found.fleet(),
                        found.place(),
                        offering.open(session.pool(), session.session()),
                        found.now()));
    }

    private static <T> T id(String parameter, String wire, Function<String, T> parse) {
        try {
            return parse.apply(wire);
        } catch (IllegalArgumentException e) {
            throw unreadable(parameter + " is not an id");
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(
                Problem.badRequest("invalid-parameter", "A parameter cannot be read")
                        .withDetail(detail));
    }

    /** Whether it runs, is over or never was is for those to say who know it. */
    private static ProblemException waitsNot() {
        return new ProblemException(
                Problem.notFound("not-queued", "No such session waits in a queue"));
    }
}

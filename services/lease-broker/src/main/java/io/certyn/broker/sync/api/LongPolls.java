package io.certyn.broker.sync.api;

import io.certyn.broker.Here;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.lease.store.Visits;
import io.certyn.broker.sync.SyncAnswer;
import io.certyn.broker.sync.api.ParkedPolls.Wake;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;

/** Answers syncs: at once, or when there is something to say. */
@ApplicationScoped
class LongPolls {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final ParkedPolls polls;
    private final Visits visits;
    private final Offering offering;
    private final SyncAnswers answers;
    private final Clock clock;

    LongPolls(
            ParkedPolls polls, Visits visits, Offering offering, SyncAnswers answers, Clock clock) {
        this.polls = polls;
        this.visits = visits;
        this.offering = offering;
        this.answers = answers;
        this.clock = clock;
    }

    Uni<Response> answer(SyncCall call, Visit visit) {
        return switch (visit) {
            case Visit.Unknown _ -> throw new ProblemException(Problem.unauthenticated());
            case Visit.Superseded _ -> throw superseded();
            case Visit.Served served -> answer(call, served);
        };
    }

    private Uni<Response> answer(SyncCall call, Visit.Served served) {
        var isNews = polls.tell(call.runner(), SyncAnswer.news(served));
        return isNews || call.hold().isZero() || SyncAnswer.isAnswer(served)
                ? now(call, served)
                : park(call, served);
    }

    private Uni<Response> now(SyncCall call, Visit.Served served) {
        return Uni.createFrom().item(answers.of(call.seq(), served));
    }

    private Uni<Response> park(SyncCall call, Visit.Served served) {
        var pool = served.runner().pool();
        var left = Duration.between(clock.instant(), call.until());
        var here = Here.executor();
        return polls.park(call.runner(), left.isPositive() ? left : SHORTEST, call.gone())
                .onSubscription()
                .invoke(() -> offering.parked(pool, call.runner(), call.gone()))
                // Who hangs up is mostly heard of like this, before the poll itself hears of it.
                .onCancellation()
                .invoke(() -> offering.unparked(pool, call.runner(), call.gone()))
                .emitOn(here)
                .chain(wake -> goOn(call, served, wake));
    }

    private Uni<Response> goOn(SyncCall call, Visit.Served served, Wake wake) {
        var pool = served.runner().pool();
        return switch (wake) {
            // The newer poll stands where this one stood.
            case REPLACED -> Uni.createFrom().item(Response.noContent().build());
            case GONE -> {
                offering.unparked(pool, call.runner(), call.gone());
                yield Uni.createFrom().item(Response.noContent().build());
            }
            case TIME_UP, RUNG -> {
                offering.unparked(pool, call.runner(), call.gone());
                // An offer is all that is needed to answer, and what else there is comes with its
                // claim.
                yield polls.hasOffers(call.runner(), clock.instant())
                        ? now(call, served.afterwards())
                        : visits.look(call.visitor(), call.exchange().holdings())
                                .chain(visit -> look(call, visit, wake));
            }
        };
    }

    private Uni<Response> look(SyncCall call, Visit visit, Wake wake) {
        return switch (visit) {
            case Visit.Unknown _ -> throw new ProblemException(Problem.unauthenticated());
            case Visit.Superseded _ -> throw superseded();
            case Visit.Served served -> {
                var isNews = polls.tell(call.runner(), SyncAnswer.news(served));
                var isOver = wake == Wake.TIME_UP || !clock.instant().isBefore(call.until());
                yield isNews || isOver || polls.hasOffers(call.runner(), clock.instant())
                        ? now(call, served)
                        : park(call, served);
            }
        };
    }

    private static ProblemException superseded() {
        return new ProblemException(
                Problem.of(410, "superseded", "A newer instance speaks for this runner"));
    }
}

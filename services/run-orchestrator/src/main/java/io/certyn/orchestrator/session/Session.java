package io.certyn.orchestrator.session;

import static io.certyn.orchestrator.session.SessionRefusal.ALREADY;
import static io.certyn.orchestrator.session.SessionRefusal.NOT_WAITING;
import static io.certyn.orchestrator.session.SessionRefusal.OVER;
import static io.certyn.orchestrator.session.SessionRefusal.REPORTED;
import static io.certyn.orchestrator.session.SessionRefusal.STALE;
import static io.certyn.orchestrator.session.SessionRefusal.TOO_EARLY;

import io.certyn.ids.SessionId;
import io.certyn.orchestrator.session.SessionCommand.Abandon;
import io.certyn.orchestrator.session.SessionCommand.AcceptSeal;
import io.certyn.orchestrator.session.SessionCommand.Begin;
import io.certyn.orchestrator.session.SessionCommand.Finish;
import io.certyn.orchestrator.session.SessionCommand.GiveUpSeal;
import io.certyn.orchestrator.session.SessionCommand.Lease;
import io.certyn.orchestrator.session.SessionCommand.Requeue;
import io.certyn.orchestrator.session.SessionCommand.Start;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One isolated execution, as far as the broker and the artifact store have told it.
 *
 * <p>The broker owns the lease, so a newer epoch is believed even where the facts between were
 * missed; an older one never is.
 */
public sealed interface Session {

    SessionId id();

    Attempt attempt();

    default long epoch() {
        return attempt().epoch();
    }

    /** A session without a report. The seal of its evidence may be heard before the report is. */
    sealed interface Open extends Session {

        @Nullable Seal seal();

        /** Told by the broker: under the newest epoch or a newer one. */
        SessionDecision follow(SessionCommand command, Instant now, SessionTerms terms);

        default SessionDecision finish(Finish told, Instant now, SessionTerms terms) {
            var last =
                    attempt().toldBy(told.epoch(), told.runner(), null).numbered(told.attempts());
            var report = told.report();
            if (!report.hasManifest()) {
                return finished(last, report, Evidence.incomplete("NO_MANIFEST"));
            }
            var seal = seal();
            if (seal != null && seal.epoch() == told.epoch()) {
                return finished(last, report, seal.evidence());
            }
            return moved(new Finishing(id(), last, report, now.plus(terms.sealWait())));
        }

        default SessionDecision requeue(Requeue told) {
            var last = attempt().toldBy(told.epoch(), null, null).numbered(told.attempt());
            return moved(new Queued(id(), last, later(told.epoch() + 1)));
        }

        default SessionDecision abandon(Ending ending) {
            var over = new Finished(id(), attempt(), Evidence.incomplete("ABANDONED"));
            return moved(
                    over,
                    new SessionEvent.Abandoned(ending.reason()),
                    new SessionEvent.Settled(Report.of(ending), over.evidence()));
        }

        private SessionDecision finished(Attempt last, Report report, Evidence evidence) {
            return moved(
                    new Finished(id(), last, evidence), new SessionEvent.Settled(report, evidence));
        }

        /** The seal that was heard too early, if it is of this epoch or a newer one. */
        default @Nullable Seal later(long epoch) {
            var seal = seal();
            return seal != null && seal.epoch() >= epoch ? seal : null;
        }

        /** The newest seal wins: the artifact store, too, learns of new epochs. */
        default boolean knows(Seal other) {
            var seal = seal();
            return seal != null && seal.epoch() >= other.epoch();
        }
    }

    /** Waits for a runner. The epoch of its last attempt, if there was one, is void. */
    record Queued(SessionId id, Attempt attempt, @Nullable Seal seal) implements Open {

        @Override
        public SessionDecision follow(SessionCommand command, Instant now, SessionTerms terms) {
            return switch (command) {
                case Lease told when told.epoch() > epoch() -> Live.leased(this, told);
                case Start told when told.epoch() > epoch() -> Live.starting(this, told);
                case Begin told when told.epoch() > epoch() -> Live.running(this, told);
                case Requeue told when told.epoch() > epoch() -> requeue(told);
                // Cancelled or timed out while waiting: decided by the broker under the old epoch.
                case Finish told
                        when told.epoch() > epoch()
                                || (told.epoch() == epoch() && told.report().ending() != null) ->
                        finish(told, now, terms);
                case AcceptSeal(var told) when told.epoch() > epoch() && !knows(told) ->
                        moved(new Queued(id, attempt, told));
                case AcceptSeal(var told) when told.epoch() > epoch() -> refused(ALREADY);
                case Lease _, Start _, Begin _, Requeue _, Finish _, AcceptSeal _ -> refused(STALE);
                case GiveUpSeal _ -> refused(NOT_WAITING);
                case Abandon(var ending) -> abandon(ending);
            };
        }
    }

    /** Held by a runner. */
    sealed interface Live extends Open {

        Live with(Seal seal);

        @Override
        default SessionDecision follow(SessionCommand command, Instant now, SessionTerms terms) {
            return switch (command) {
                case Lease told when told.epoch() > epoch() -> leased(this, told);
                case Start told when told.epoch() > epoch() -> starting(this, told);
                case Start told when told.epoch() == epoch() && this instanceof Leased ->
                        starting(this, told);
                case Begin told when told.epoch() > epoch() -> running(this, told);
                case Begin told when told.epoch() == epoch() && !(this instanceof Running) ->
                        running(this, told);
                case Lease(var epoch, _, _) -> behind(epoch);
                case Start(var epoch, _, _) -> behind(epoch);
                case Begin(var epoch, _, _) -> behind(epoch);
                case Requeue told when told.epoch() >= epoch() -> requeue(told);
                case Finish told when told.epoch() >= epoch() -> finish(told, now, terms);
                case AcceptSeal(var told) when told.epoch() >= epoch() ->
                        knows(told) ? refused(ALREADY) : moved(with(told));
                case Requeue _, Finish _, AcceptSeal _ -> refused(STALE);
                case GiveUpSeal _ -> refused(NOT_WAITING);
                case Abandon(var ending) -> abandon(ending);
            };
        }

        private SessionDecision behind(long epoch) {
            return refused(epoch == epoch() ? ALREADY : STALE);
        }

        private static SessionDecision leased(Open from, Lease told) {
            var attempt =
                    new Attempt(told.epoch(), Math.max(1, told.attempt()), told.runner(), null);
            return moved(new Leased(from.id(), attempt, from.later(told.epoch())));
        }

        private static SessionDecision starting(Open from, Start told) {
            var attempt = from.attempt().toldBy(told.epoch(), told.runner(), told.image());
            return moved(new Starting(from.id(), attempt, from.later(told.epoch())));
        }

        private static SessionDecision running(Open from, Begin told) {
            var attempt = from.attempt().toldBy(told.epoch(), told.runner(), told.image());
            return moved(
                    new Running(from.id(), attempt, from.later(told.epoch())),
                    new SessionEvent.Began());
        }
    }

    /** A runner claimed it. */
    record Leased(SessionId id, Attempt attempt, @Nullable Seal seal) implements Live {
        @Override
        public Leased with(Seal told) {
            return new Leased(id, attempt, told);
        }
    }

    /** The runner makes the container. */
    record Starting(SessionId id, Attempt attempt, @Nullable Seal seal) implements Live {
        @Override
        public Starting with(Seal told) {
            return new Starting(id, attempt, told);
        }
    }

    /** The agent works. */
    record Running(SessionId id, Attempt attempt, @Nullable Seal seal) implements Live {
        @Override
        public Running with(Seal told) {
            return new Running(id, attempt, told);
        }
    }

    /** Reported; the outcomes wait for the seal of the evidence. */
    record Finishing(SessionId id, Attempt attempt, Report report, Instant sealBy)
            implements Session {

        SessionDecision follow(SessionCommand command, Instant now) {
            return switch (command) {
                case AcceptSeal(var told) when told.epoch() == epoch() -> settle(told.evidence());
                case AcceptSeal _ -> refused(STALE);
                case GiveUpSeal _ when now.isBefore(sealBy) -> refused(TOO_EARLY);
                case GiveUpSeal _ -> settle(Evidence.incomplete("SEAL_TIMEOUT"));
                // A cancelled run needs no evidence. Any other end waits: the seal has its own
                // limit.
                case Abandon(var ending) when ending.outcome() == Outcome.CANCELLED ->
                        settle(Evidence.incomplete("ABANDONED"));
                case Abandon _ -> refused(REPORTED);
                case Lease _, Start _, Begin _, Requeue _, Finish _ -> refused(REPORTED);
            };
        }

        private SessionDecision settle(Evidence evidence) {
            return moved(
                    new Finished(id, attempt, evidence),
                    new SessionEvent.Settled(report, evidence));
        }
    }

    /** Terminal. */
    record Finished(SessionId id, Attempt attempt, Evidence evidence) implements Session {}

    static Session created(SessionId id) {
        return new Queued(id, Attempt.NONE, null);
    }

    /** Whether what is reported under this epoch still counts. */
    static boolean counts(Session session, long epoch) {
        return switch (session) {
            case Queued queued -> epoch > queued.epoch();
            case Live live -> epoch >= live.epoch();
            case Finishing finishing -> epoch == finishing.epoch();
            case Finished finished -> epoch == finished.epoch();
        };
    }

    /** What does not move the session is refused, and a refusal changes nothing. */
    static SessionDecision decide(
            Session session, SessionCommand command, Instant now, SessionTerms terms) {
        return switch (session) {
            case Open open -> open.follow(command, now, terms);
            case Finishing finishing -> finishing.follow(command, now);
            case Finished _ -> refused(OVER);
        };
    }

    private static SessionDecision moved(Session session, SessionEvent... events) {
        return new SessionDecision.Moved(session, List.of(events));
    }

    private static SessionDecision refused(SessionRefusal why) {
        return new SessionDecision.Refused(why);
    }
}

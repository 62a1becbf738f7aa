package io.certyn.broker.lease;

import io.certyn.broker.lease.LeaseCommand.Claim;
import io.certyn.broker.lease.LeaseCommand.Progress;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session between its request and its end: waiting, held by one runner, or over. The epoch grows
 * by one with every claim, and whatever names another epoch changes nothing.
 */
public sealed interface Lease {

    SessionId session();

    /** Of the latest claim; 0 before the first. */
    long epoch();

    /** Leases of this session that were lost. */
    int lost();

    /** Whether a lease of this epoch was there and is lost; whoever held it does not count now. */
    default boolean hasLeftBehind(long claimed) {
        return claimed > 0 && (this instanceof Queued ? claimed <= epoch() : claimed < epoch());
    }

    /**
     * Waits for a runner of its pool.
     *
     * @param notBefore until when it rests and nobody may have it
     * @param avoid the runner that lost it, to be tried last
     */
    record Queued(
            Spec spec,
            long epoch,
            int lost,
            Instant notBefore,
            Instant until,
            @Nullable RunnerId avoid)
            implements Lease {

        /** No rest at all, whatever the clock of who asked for the session says. */
        public static final Instant AT_ONCE = Instant.EPOCH;

        @Override
        public SessionId session() {
            return spec.session();
        }

        Decision claim(Claim claim, Instant now, Terms terms) {
            var by = claim.by();
            var why = objection(claim, now);
            if (why != null) {
                return new Decision.Refused(why);
            }
            var hold = new Hold(by.holder(), claim.offer(), terms.ttl(), now.plus(terms.ttl()));
            var held =
                    new Held(
                            spec,
                            epoch + 1,
                            lost,
                            hold,
                            Stage.LEASED,
                            now.plus(terms.limits().start()),
                            null);
            return new Decision.Moved(
                    held, new LeaseEvent.Leased(spec, epoch + 1, lost + 1, by.holder().runner()));
        }

        private @Nullable Refusal objection(Claim claim, Instant now) {
            var by = claim.by();
            if (!by.tenant().equals(spec.tenant())
                    || !by.pool().equals(spec.pool())
                    || !spec.demand().isMetBy(by.labels())) {
                return Refusal.TAKEN;
            }
            if (claim.expectedEpoch() != epoch) {
                return Refusal.STALE;
            }
            if (now.isBefore(notBefore)) {
                return Refusal.NOT_DUE;
            }
            if (!by.active()) {
                return Refusal.DRAINING;
            }
            if (by.freeSlots() < 1) {
                return Refusal.NO_SLOT;
            }
            return by.tenantRoom() < 1 ? Refusal.TENANT_CAP : null;
        }

        Decision finish(Ending ending) {
            return finished(spec, epoch, lost, null, ending);
        }
    }

    /**
     * In the hands of one runner, which keeps it by renewing before it expires.
     *
     * @param deadline by when it must have left this stage; past it, it is not renewed any more
     * @param stop why its holder was told to stop; null while it was not
     */
    record Held(
            Spec spec,
            long epoch,
            int lost,
            Hold hold,
            Stage stage,
            Instant deadline,
            @Nullable StopReason stop)
            implements Lease {

        @Override
        public SessionId session() {
            return spec.session();
        }

        public boolean isHeldBy(Holder holder, long claimed) {
            return claimed == epoch
                    && hold.by().runner().equals(holder.runner())
                    && hold.by().runnerEpoch() == holder.runnerEpoch();
        }

        /** Whether an older instance of this runner, on the same host, holds it. */
        public boolean wasHeldBefore(Holder holder, long claimed) {
            return claimed == epoch
                    && hold.by().runner().equals(holder.runner())
                    && hold.by().runnerEpoch() < holder.runnerEpoch()
                    && hold.by().host().equals(holder.host());
        }

        /**
         * Only under its own offer: a runner counts a lease's time from its first claim of an
         * offer, so a lease that was claimed under an earlier one would expire before its agent is
         * gone.
         */
        Decision claimedAgain(Claim claim) {
            var same =
                    isHeldBy(claim.by().holder(), claim.expectedEpoch() + 1)
                            && hold.offer().equals(claim.offer());
            return same ? new Decision.Unchanged(this) : new Decision.Refused(Refusal.TAKEN);
        }

        Decision progress(Progress report, Instant now, Terms terms) {
            if (!now.isBefore(deadline)) {
                return new Decision.Refused(Refusal.OVERDUE);
            }
            // A late report of an earlier stage renews all the same.
            if (!stage.isBefore(report.stage())) {
                return new Decision.Moved(with(hold.renewed(now), stage, deadline), List.of());
            }
            var next =
                    with(hold.renewed(now), report.stage(), deadlineOf(report.stage(), now, terms));
            return new Decision.Moved(next, next.entered(report.image()));
        }

        private Instant deadlineOf(Stage next, Instant now, Terms terms) {
            if (stop != null) {
                return deadline;
            }
            return switch (next) {
                case LEASED, STARTING -> deadline;
                case RUNNING -> now.plus(spec.policy().sessionTimeout());
                case FINISHING -> now.plus(terms.limits().finish());
            };
        }

        private List<LeaseEvent> entered(@Nullable String image) {
            var runner = hold.by().runner();
            return switch (stage) {
                case LEASED, FINISHING -> List.of();
                case STARTING -> List.of(new LeaseEvent.Starting(spec, epoch, runner, image));
                case RUNNING -> List.of(new LeaseEvent.Running(spec, epoch, runner, image));
            };
        }

        Decision adopt(Holder by, Instant now) {
            return new Decision.Moved(with(hold.takenOverBy(by, now), stage, deadline), List.of());
        }

        /** Who was cancelled is not drained any more, but the other way round. */
        Decision stop(StopReason why, Instant now, Terms terms) {
            if (stop == why || stop == StopReason.CANCELLED) {
                return new Decision.Unchanged(this);
            }
            var stopBy = now.plus(terms.limits().stop());
            var sooner = stopBy.isBefore(deadline) ? stopBy : deadline;
            return new Decision.Moved(
                    new Held(spec, epoch, lost, hold, stage, sooner, why),
                    new LeaseEvent.StopOrdered(spec, epoch, hold.by().runner(), why));
        }

        Decision complete(Report report, Instant now) {
            if (stop == StopReason.CANCELLED) {
                return finish(Ending.cancelled(report.manifest()));
            }
            // What it still found out counts.
            if (stop == StopReason.DRAINED && report.isStopped()) {
                return drained(now);
            }
            if (report.isInfrastructureLoss() && spec.policy().allowsAnother(lost + 1, stage)) {
                return requeue(lost + 1, String.valueOf(report.failure()), now);
            }
            return finish(Ending.reported(report));
        }

        /** Given back unstarted: nothing was lost, so the attempt does not count. */
        Decision release(Instant now) {
            return stop == StopReason.CANCELLED
                    ? finish(Ending.cancelled(null))
                    : requeue(lost, "DECLINED", now);
        }

        Decision lose(Instant now) {
            if (stop == StopReason.CANCELLED) {
                return finish(Ending.cancelled(null));
            }
            if (stop == StopReason.DRAINED) {
                return drained(now);
            }
            var reason = now.isBefore(deadline) ? Ending.RUNNER_LOST : overdueReason();
            // Who needed all the time there is would need it again.
            var again =
                    !reason.equals(Ending.SESSION_TIMEOUT)
                            && spec.policy().allowsAnother(lost + 1, stage);
            return again ? requeue(lost + 1, reason, now) : finish(Ending.error(reason));
        }

        /** Nothing was lost by accident, so the attempt does not count. */
        private Decision drained(Instant now) {
            return spec.policy().retryOnLost().covers(stage)
                    ? requeue(lost, Ending.RUNNER_DRAINED, now)
                    : finish(Ending.error(Ending.RUNNER_DRAINED));
        }

        /** What it means that this stage took too long. */
        public String overdueReason() {
            if (stop != null) {
                return stop.code();
            }
            return switch (stage) {
                case LEASED, STARTING -> Ending.START_FAILED;
                case RUNNING -> Ending.SESSION_TIMEOUT;
                case FINISHING -> Ending.RUNNER_LOST;
            };
        }

        private Decision requeue(int nowLost, String reason, Instant now) {
            var pause = nowLost == lost ? Duration.ZERO : Policy.pause(nowLost);
            var notBefore = pause.isZero() ? Queued.AT_ONCE : now.plus(pause);
            var until = now.plus(pause).plus(spec.policy().queueWait());
            return new Decision.Moved(
                    new Queued(spec, epoch, nowLost, notBefore, until, hold.by().runner()),
                    new LeaseEvent.Requeued(spec, epoch, lost + 1, reason));
        }

        Decision finish(Ending ending) {
            return finished(spec, epoch, lost + 1, hold.by().runner(), ending);
        }

        private Held with(Hold nextHold, Stage nextStage, Instant nextDeadline) {
            return new Held(spec, epoch, lost, nextHold, nextStage, nextDeadline, stop);
        }
    }

    /** Over; nothing changes it any more. */
    record Finished(SessionId session, long epoch, int lost) implements Lease {}

    private static Decision finished(
            Spec spec, long epoch, int attempts, @Nullable RunnerId runner, Ending ending) {
        return new Decision.Moved(
                new Finished(spec.session(), epoch, attempts),
                new LeaseEvent.Finished(spec, epoch, attempts, runner, ending));
    }

    /** What a command comes to; every state meets every command. */
    static Decision decide(Lease lease, LeaseCommand command, Instant now, Terms terms) {
        return Transitions.decide(lease, command, now, terms);
    }
}

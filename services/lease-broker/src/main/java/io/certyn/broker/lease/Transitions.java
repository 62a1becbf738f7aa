package io.certyn.broker.lease;

import io.certyn.broker.lease.Lease.Finished;
import io.certyn.broker.lease.Lease.Held;
import io.certyn.broker.lease.Lease.Queued;
import io.certyn.broker.lease.LeaseCommand.Adopt;
import io.certyn.broker.lease.LeaseCommand.Cancel;
import io.certyn.broker.lease.LeaseCommand.Claim;
import io.certyn.broker.lease.LeaseCommand.Complete;
import io.certyn.broker.lease.LeaseCommand.Drain;
import io.certyn.broker.lease.LeaseCommand.Expire;
import io.certyn.broker.lease.LeaseCommand.Lose;
import io.certyn.broker.lease.LeaseCommand.Progress;
import io.certyn.broker.lease.LeaseCommand.Refuse;
import io.certyn.broker.lease.LeaseCommand.Release;
import java.time.Instant;

/** Every state meets every command here; what a state then does, it knows itself. */
final class Transitions {

    private Transitions() {}

    static Decision decide(Lease lease, LeaseCommand command, Instant now, Terms terms) {
        return switch (lease) {
            case Queued queued -> decide(queued, command, now, terms);
            case Held held -> decide(held, command, now, terms);
            case Finished over -> decide(over, command);
        };
    }

    private static Decision decide(Queued queued, LeaseCommand command, Instant now, Terms terms) {
        return switch (command) {
            case Claim claim -> queued.claim(claim, now, terms);
            case Complete complete -> repeated(queued, complete);
            case Refuse refuse -> queued.finish(Ending.error(refuse.reason()));
            case Cancel _ -> queued.finish(Ending.cancelled(null));
            case Expire _ when now.isBefore(queued.until()) -> refused(Refusal.NOT_DUE);
            case Expire _ -> queued.finish(Ending.error(Ending.QUEUE_TIMEOUT));
            case Progress _, Adopt _, Release _, Lose _, Drain _ -> refused(Refusal.STALE);
        };
    }

    private static Decision decide(Held held, LeaseCommand command, Instant now, Terms terms) {
        return switch (command) {
            case Claim claim -> held.claimedAgain(claim);
            case Progress report when held.isHeldBy(report.by(), report.epoch()) ->
                    held.progress(report, now, terms);
            case Adopt adopt when held.wasHeldBefore(adopt.by(), adopt.epoch()) ->
                    held.adopt(adopt.by(), now);
            case Release release
                    when held.isHeldBy(release.by(), held.epoch())
                            && held.hold().offer().equals(release.offer())
                            && held.stage() == Stage.LEASED ->
                    held.release(now);
            case Complete complete when held.isHeldBy(complete.by(), complete.epoch()) ->
                    held.complete(complete.report(), now);
            case Complete complete -> repeated(held, complete);
            case Lose lose when held.wasHeldBefore(lose.by(), lose.epoch()) -> held.lose(now);
            case Refuse _ -> refused(Refusal.TAKEN);
            case Cancel _ -> held.stop(StopReason.CANCELLED, now, terms);
            case Drain _ -> held.stop(StopReason.DRAINED, now, terms);
            case Expire _ when now.isBefore(held.hold().expiresAt()) -> refused(Refusal.NOT_DUE);
            case Expire _ -> held.lose(now);
            case Progress _, Adopt _, Release _, Lose _ -> refused(Refusal.STALE);
        };
    }

    private static Decision decide(Finished over, LeaseCommand command) {
        return switch (command) {
            case Complete complete -> repeated(over, complete);
            case Claim _ -> refused(Refusal.TAKEN);
            case Cancel _, Refuse _, Drain _ -> refused(Refusal.OVER);
            case Expire _ -> refused(Refusal.NOT_DUE);
            case Progress _, Adopt _, Release _, Lose _ -> refused(Refusal.STALE);
        };
    }

    /** A report for a lease that ended: the accepted one again, another one, or one too late. */
    private static Decision repeated(Lease lease, Complete complete) {
        if (complete.known() == null) {
            return refused(Refusal.STALE);
        }
        return complete.known().equals(complete.report().hash())
                ? new Decision.Unchanged(lease)
                : refused(Refusal.CONFLICT);
    }

    private static Decision refused(Refusal why) {
        return new Decision.Refused(why);
    }
}

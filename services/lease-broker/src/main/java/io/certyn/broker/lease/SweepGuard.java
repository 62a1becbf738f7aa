package io.certyn.broker.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sweeper from ending leases that could not be renewed because we were away: after a gap
 * in its own beats, a change of the database server or a jump of its clock, nothing expires for the
 * longest time to live in use.
 *
 * @param lastBeat database time of the last sweep, null before the first
 * @param server which database server it was
 */
public record SweepGuard(@Nullable Instant lastBeat, String server, Instant noExpiryBefore) {

    private static final Duration GAP = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofSeconds(1);

    /**
     * @param sinceLast time on our own monotonic clock since this process swept last, null if it
     *     never did
     */
    public SweepGuard beat(
            Instant now, String onServer, @Nullable Duration sinceLast, Duration longestTtl) {
        return new SweepGuard(
                now,
                onServer,
                trusts(now, onServer, sinceLast) ? noExpiryBefore : now.plus(longestTtl));
    }

    public boolean mayExpire(Instant now) {
        return !now.isBefore(noExpiryBefore);
    }

    private boolean trusts(Instant now, String onServer, @Nullable Duration sinceLast) {
        if (lastBeat == null || !onServer.equals(server)) {
            return false;
        }
        var elapsed = Duration.between(lastBeat, now);
        if (elapsed.isNegative() || elapsed.compareTo(GAP) > 0) {
            return false;
        }
        // Another replica may have swept in between, so the database may only seem slow.
        return sinceLast == null || elapsed.minus(sinceLast).compareTo(STEP) <= 0;
    }
}

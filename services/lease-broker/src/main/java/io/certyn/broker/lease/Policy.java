package io.certyn.broker.lease;

import java.time.Duration;
import java.util.List;

/**
 * How long a session may wait and run, and what a loss of its runner means.
 *
 * @param maxAttempts leases that may be lost before the session is given up, the last one included
 * @param queueWait how long it may wait each time it is queued
 */
public record Policy(
        RetryOnLost retryOnLost, int maxAttempts, Duration sessionTimeout, Duration queueWait) {

    /** The first loss is likely one machine's; those after it may be the session's own doing. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** How long a session that lost so many leases rests before it may be leased again. */
    static Duration pause(int lost) {
        return PAUSES.get(Math.clamp(lost - 1L, 0, PAUSES.size() - 1));
    }

    /** Whether a session that lost so many leases, the last in this stage, may be leased again. */
    public boolean allowsAnother(int lost, Stage stage) {
        return lost < maxAttempts && retryOnLost.covers(stage);
    }
}

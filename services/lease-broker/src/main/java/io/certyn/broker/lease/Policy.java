package io.certyn.broker.lease;

import java.time.Duration;

/**
 * How long a session may wait and run, and what a loss of its runner means.
 *
 * @param maxAttempts leases that may be lost before the session is given up, the last one included
 * @param queueWait how long it may wait each time it is queued
 */
public record Policy(
        RetryOnLost retryOnLost, int maxAttempts, Duration sessionTimeout, Duration queueWait) {

    /** Whether a session that lost so many leases, the last in this stage, may be leased again. */
    public boolean allowsAnother(int lost, Stage stage) {
        return lost < maxAttempts && retryOnLost.covers(stage);
    }
}

package io.certyn.broker.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * Who holds a session and until when.
 *
 * @param offer id of the offer that was claimed
 * @param ttl fixed at the claim, so that no later change of settings leaves the runner more time
 *     than the server allows
 */
public record Hold(Holder by, String offer, Duration ttl, Instant expiresAt) {

    Hold renewed(Instant now) {
        return new Hold(by, offer, ttl, now.plus(ttl));
    }

    Hold takenOverBy(Holder instance, Instant now) {
        return new Hold(instance, offer, ttl, now.plus(ttl));
    }
}

package io.certyn.broker;

import io.certyn.broker.lease.Hold;
import io.certyn.broker.lease.Terms;
import io.certyn.protocol.Registration;
import java.time.Duration;

/** Times as a runner is told them. */
public final class Timings {

    private Timings() {}

    public static Registration.Timing of(Terms terms) {
        return with(terms, terms.ttl());
    }

    /** Those of one lease: what was fixed at its claim. */
    public static Registration.Timing of(Terms terms, Hold hold) {
        return with(terms, hold.ttl());
    }

    private static Registration.Timing with(Terms terms, Duration ttl) {
        return new Registration.Timing(
                terms.heartbeat().toMillis(),
                terms.selfDeadline().toMillis(),
                terms.killGrace().toMillis(),
                ttl.toMillis());
    }
}

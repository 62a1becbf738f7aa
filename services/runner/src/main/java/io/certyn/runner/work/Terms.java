package io.certyn.runner.work;

import io.certyn.protocol.Registration;
import java.time.Duration;

/** The times of a lease, fixed when it is claimed. */
public record Terms(Duration heartbeat, Duration selfDeadline, Duration killGrace) {

    public Terms {
        if (!heartbeat.isPositive() || selfDeadline.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException(
                    "heartbeat " + heartbeat + " with self-deadline " + selfDeadline);
        }
    }

    public static Terms of(Registration.Timing timing) {
        return new Terms(
                Duration.ofMillis(timing.heartbeatMs()),
                Duration.ofMillis(timing.selfDeadlineMs()),
                Duration.ofMillis(timing.killGraceMs()));
    }
}

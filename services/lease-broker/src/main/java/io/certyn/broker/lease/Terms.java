package io.certyn.broker.lease;

import java.time.Duration;

/**
 * How long everything may take. The lease outlives its holder's own deadline by more than clocks
 * can be wrong, hence two runners never work on one session at once.
 *
 * @param limits deadlines of the states in which a session is held
 */
public record Terms(
        Duration heartbeat,
        Duration selfDeadline,
        Duration killGrace,
        Duration ttl,
        Duration offer,
        Limits limits) {

    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(20);
    private static final Duration LONGEST_TTL = Duration.ofMinutes(10);

    public Terms {
        positive("heartbeat", heartbeat);
        positive("offer", offer);
        positive("kill-grace", killGrace);
        if (selfDeadline.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "self-deadline " + selfDeadline + " is below three heartbeats of " + heartbeat);
        }
        var least = selfDeadline.plus(killGrace).plus(MARGIN);
        if (ttl.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "ttl " + ttl + " is below self-deadline + kill-grace + margin = " + least);
        }
        if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "ttl " + ttl + " is not from " + SHORTEST_TTL + " to " + LONGEST_TTL);
        }
    }

    /**
     * How long a session may be on its way into the next state.
     *
     * @param start from leased to running
     * @param stop from the order to stop to the end
     * @param finish from the agent's end to the accepted result
     */
    public record Limits(Duration start, Duration stop, Duration finish) {

        public Limits {
            positive("start", start);
            positive("stop", stop);
            positive("finish", finish);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}

package io.certyn.agent.explore;

import java.time.Duration;

/** Spreads requests evenly, so that a tested site is not overrun. */
public final class Pace {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Duration between;
    private Duration next = Duration.ZERO;

    /**
     * @param perSecond 0 for without a limit
     */
    public Pace(double perSecond) {
        this.between =
                perSecond == 0
                        ? Duration.ZERO
                        : Duration.ofNanos((long) (SECOND.toNanos() / perSecond));
    }

    /** How long the request that is due now has to wait; it counts as made then. */
    public Duration take(Duration now) {
        var wait = next.minus(now);
        var start = wait.isPositive() ? next : now;
        next = start.plus(between);
        return wait.isPositive() ? wait : Duration.ZERO;
    }
}

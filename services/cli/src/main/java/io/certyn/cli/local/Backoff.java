package io.certyn.cli.local;

import java.time.Duration;

/** How long a part that died waits before it is started again. */
record Backoff(Duration next) {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration STEADY = Duration.ofSeconds(30);

    static Backoff first() {
        return new Backoff(FIRST);
    }

    /** The wait after the coming one; a part that ran for a while starts over with a short one. */
    Backoff after(Duration lived) {
        if (lived.compareTo(STEADY) >= 0) {
            return first();
        }
        var doubled = next.multipliedBy(2);
        return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}

package io.certyn.runner.control;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after a failure: full jitter below a ceiling that doubles. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration ceiling;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.ceiling = first;
    }

    /** The wait after one more failure; never less than a tenth of the ceiling. */
    public Duration next() {
        long most = ceiling.toMillis();
        ceiling = ceiling.multipliedBy(2);
        if (ceiling.compareTo(longest) > 0) {
            ceiling = longest;
        }
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(Math.max(1, most / 10), most + 1));
    }

    public void reset() {
        ceiling = first;
    }
}

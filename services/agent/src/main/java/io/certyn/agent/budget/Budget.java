package io.certyn.agent.budget;

import java.time.Duration;
import java.util.Optional;

/** How much a session may do; used up once, shared by all its cases. */
public final class Budget {

    private final Ticker ticker;
    private final int steps;
    private final Duration time;
    private final Duration start;
    private int used;

    public Budget(Ticker ticker, int steps, Duration time) {
        this.ticker = ticker;
        this.steps = steps;
        this.time = time;
        this.start = ticker.now();
    }

    /** Takes one step, or says which budget does not allow it. */
    public Optional<String> takeStep() {
        if (used >= steps) {
            return Optional.of("the session may take " + steps + " steps");
        }
        used++;
        return timeUsedUp();
    }

    public Optional<String> timeUsedUp() {
        return ticker.now().minus(start).compareTo(time) >= 0
                ? Optional.of("the session may take " + time.toSeconds() + " s")
                : Optional.empty();
    }
}

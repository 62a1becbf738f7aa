package io.certyn.orchestrator.catalog;

import java.time.Duration;

/**
 * How far an exploration goes.
 *
 * @param states pages and what opens on them, at most
 * @param depth links away from the base URL, at most
 * @param time for looking around; trying the cases it proposes comes after it
 * @param requestsPerSecond how often the explorer itself asks the application
 */
public record Exploration(int states, int depth, Duration time, double requestsPerSecond) {

    /** Where nobody asks for anything else. */
    public static final Exploration USUAL = new Exploration(60, 4, Duration.ofMinutes(10), 2);
}

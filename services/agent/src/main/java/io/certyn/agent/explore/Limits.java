package io.certyn.agent.explore;

import java.time.Duration;

/**
 * How far an exploration goes.
 *
 * @param states pages and what opens on them, at most
 * @param depth links away from the start, at most
 * @param time for looking around; trying the proposals comes after it
 * @param requestsPerSecond how often the explorer itself asks; 0 for as often as it can. What a
 *     page loads by itself is the page's own affair
 */
public record Limits(int states, int depth, Duration time, double requestsPerSecond) {

    /** Pages of one template that are looked at; the rest is taken to be like them. */
    public static final int INSTANCES = 3;

    /** Links that are asked after without being followed. */
    public static final int LINKS_ASKED = 200;

    /** Things pressed on one page. */
    public static final int PRESSED = 8;

    /** Cases proposed by one exploration. */
    public static final int PROPOSALS = 60;

    public Limits {
        if (states < 1 || depth < 0 || !time.isPositive() || requestsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "not limits: " + states + " " + depth + " " + time + " " + requestsPerSecond);
        }
    }
}

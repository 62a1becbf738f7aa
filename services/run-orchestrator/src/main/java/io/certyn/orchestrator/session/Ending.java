package io.certyn.orchestrator.session;

import org.jspecify.annotations.Nullable;

/**
 * An end that the platform or a user gives to all cases of a session.
 *
 * @param message the reason in words, where somebody said some
 */
public record Ending(Outcome outcome, String reason, @Nullable String message) {

    public static final Ending CANCELLED = new Ending(Outcome.CANCELLED, "CANCELLED_BY_USER");

    public static final Ending RUN_DEADLINE = new Ending(Outcome.ERROR, "RUN_DEADLINE");

    public Ending(Outcome outcome, String reason) {
        this(outcome, reason, null);
    }
}

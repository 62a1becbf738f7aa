package io.certyn.orchestrator.session;

/** An end that the platform or a user gives to all cases of a session. */
public record Ending(Outcome outcome, String reason) {

    public static final Ending CANCELLED = new Ending(Outcome.CANCELLED, "CANCELLED_BY_USER");

    public static final Ending RUN_DEADLINE = new Ending(Outcome.ERROR, "RUN_DEADLINE");
}

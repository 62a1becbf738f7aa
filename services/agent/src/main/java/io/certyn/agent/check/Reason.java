package io.certyn.agent.check;

/** Why something did not pass, each with the outcome it leads to. */
public enum Reason {
    EXPECTATION_FALSE(Outcome.FAILED),
    TARGET_NOT_FOUND(Outcome.FAILED),
    TARGET_NOT_ACTIONABLE(Outcome.FAILED),
    SERVER_ERROR(Outcome.FAILED),
    AMBIGUOUS_TARGET(Outcome.BLOCKED),
    STEP_NOT_UNDERSTOOD(Outcome.BLOCKED),
    VARIABLE_MISSING(Outcome.BLOCKED),
    SECRET_MISSING(Outcome.BLOCKED),
    FILE_MISSING(Outcome.BLOCKED),
    ENVIRONMENT_UNREACHABLE(Outcome.BLOCKED),
    NAVIGATION_DENIED(Outcome.BLOCKED),
    NO_EXPECTATION(Outcome.INCONCLUSIVE),
    /** An expected outcome that was never looked at. */
    NOT_EXECUTED(Outcome.INCONCLUSIVE),
    NOT_EVIDENCED(Outcome.INCONCLUSIVE),
    /** It held, and no longer did once its picture was taken. */
    CLAIM_CONTRADICTED(Outcome.INCONCLUSIVE),
    BUDGET_EXCEEDED(Outcome.INCONCLUSIVE),
    WEBGL_UNSUPPORTED(Outcome.ERROR),
    BROWSER_CRASHED(Outcome.ERROR),
    AGENT_CRASHED(Outcome.ERROR),
    CANCELLED(Outcome.CANCELLED);

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}

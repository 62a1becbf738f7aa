package io.certyn.broker.lease;

/** Why the holder of a session was told to end it. */
public enum StopReason {
    /** Nobody wants its result. */
    CANCELLED(Ending.CANCELLED_BY_USER),
    /** Its runner was to be free by now; another may run it. */
    DRAINED(Ending.RUNNER_DRAINED);

    private final String code;

    StopReason(String code) {
        this.code = code;
    }

    /** What the runner is told, and what the session ends with where it must end. */
    public String code() {
        return code;
    }
}

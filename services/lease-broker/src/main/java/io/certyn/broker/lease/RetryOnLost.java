package io.certyn.broker.lease;

/** Whether a session may run again after its runner was lost. */
public enum RetryOnLost {
    ALWAYS,
    /** For sessions that change data: only if the agent cannot have acted yet. */
    IF_NOT_STARTED,
    NEVER;

    boolean covers(Stage stage) {
        return switch (this) {
            case ALWAYS -> true;
            case IF_NOT_STARTED -> stage.isBefore(Stage.RUNNING);
            case NEVER -> false;
        };
    }
}

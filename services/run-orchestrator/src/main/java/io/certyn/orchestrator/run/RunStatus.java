package io.certyn.orchestrator.run;

import java.util.Locale;

/** The six words for how a run stands. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    PASSED,
    FAILED,
    CANCELLED,
    ERROR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isTerminal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case PASSED, FAILED, CANCELLED, ERROR -> true;
        };
    }
}

package io.certyn.orchestrator.run;

import java.util.Locale;

/** What gates act on. */
public enum Conclusion {
    SUCCESS,
    FAILURE,
    ACTION_REQUIRED,
    NEUTRAL,
    CANCELLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

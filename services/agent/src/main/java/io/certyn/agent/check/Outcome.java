package io.certyn.agent.check;

import java.util.Locale;

/** What became of a step or a case. */
public enum Outcome {
    PASSED,
    FAILED,
    INCONCLUSIVE,
    BLOCKED,
    ERROR,
    CANCELLED,
    /** Not tried, because an earlier step had already decided; never given to a case. */
    SKIPPED;

    /** As it goes over the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

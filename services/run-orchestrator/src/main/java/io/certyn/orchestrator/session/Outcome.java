package io.certyn.orchestrator.session;

import java.util.Locale;

/** What was found for one case; how far its session got is another axis. */
public enum Outcome {
    /** Every expected result was checked and held. */
    PASSED,
    /** A check did not hold: product or test. */
    FAILED,
    /** The agent ended without enough proof, or hit a budget. */
    INCONCLUSIVE,
    /** Could not be tried. */
    BLOCKED,
    /** Our platform broke. */
    ERROR,
    /** A user stopped it. */
    CANCELLED,
    /** Selected, then excluded by a stated rule. */
    SKIPPED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

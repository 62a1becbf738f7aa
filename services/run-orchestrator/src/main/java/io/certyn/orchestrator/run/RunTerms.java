package io.certyn.orchestrator.run;

import java.time.Duration;

/** How long the sessions of a cancelled run may take to end by themselves. */
public record RunTerms(Duration cancelGrace) {

    public RunTerms {
        if (!cancelGrace.isPositive()) {
            throw new IllegalArgumentException("cancel grace must be positive: " + cancelGrace);
        }
    }
}

package io.certyn.orchestrator.session;

import java.time.Duration;

/** How long a reported session waits for the seal of its evidence. */
public record SessionTerms(Duration sealWait) {

    public SessionTerms {
        if (!sealWait.isPositive()) {
            throw new IllegalArgumentException("seal wait must be positive: " + sealWait);
        }
    }
}

package io.certyn.orchestrator.run;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;

/** A case within a run. It takes its outcome once. */
public sealed interface RunCase {

    CaseId id();

    /** A quarantined case runs and is shown, but never decides the verdict. */
    boolean quarantined();

    /** Without an outcome. */
    record Open(CaseId id, boolean quarantined) implements RunCase {

        Settled settle(Finding finding, int attempt) {
            return new Settled(id, quarantined, finding, attempt);
        }
    }

    /** With its outcome, for ever. */
    record Settled(CaseId id, boolean quarantined, Finding finding, int attempt)
            implements RunCase {

        boolean endedByDeadline() {
            return finding.outcome() == Outcome.ERROR
                    && Ending.RUN_DEADLINE.reason().equals(finding.reason());
        }
    }
}

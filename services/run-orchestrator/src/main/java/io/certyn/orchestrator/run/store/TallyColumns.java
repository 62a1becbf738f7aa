package io.certyn.orchestrator.run.store;

import io.certyn.orchestrator.run.Tally;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

@Embeddable
class TallyColumns {

    @Column(name = "open_cases")
    int open;

    @Column(name = "passed")
    int passed;

    @Column(name = "failed")
    int failed;

    @Column(name = "inconclusive")
    int inconclusive;

    @Column(name = "blocked")
    int blocked;

    @Column(name = "error")
    int error;

    @Column(name = "cancelled")
    int cancelled;

    @Column(name = "skipped")
    int skipped;

    @Column(name = "quarantined")
    int quarantined;

    @Column(name = "deadline_errors")
    int deadlineErrors;

    @Column(name = "later_passes")
    int laterPasses;

    void write(Tally tally) {
        open = tally.open();
        passed = tally.passed();
        failed = tally.failed();
        inconclusive = tally.inconclusive();
        blocked = tally.blocked();
        error = tally.error();
        cancelled = tally.cancelled();
        skipped = tally.skipped();
        quarantined = tally.quarantined();
        deadlineErrors = tally.deadlineErrors();
        laterPasses = tally.laterPasses();
    }

    Tally toTally() {
        return new Tally(
                open,
                passed,
                failed,
                inconclusive,
                blocked,
                error,
                cancelled,
                skipped,
                quarantined,
                deadlineErrors,
                laterPasses);
    }
}

package io.certyn.orchestrator.run;

import io.certyn.orchestrator.session.Outcome;

/**
 * How the cases of a run stand, as numbers: enough for the verdict, so that a run need not read all
 * its cases when one of them ends. Quarantined cases are counted apart.
 *
 * @param open cases without an outcome
 * @param deadlineErrors those errors whose reason is the run's deadline
 * @param laterPasses those passes that needed another attempt
 */
public record Tally(
        int open,
        int passed,
        int failed,
        int inconclusive,
        int blocked,
        int error,
        int cancelled,
        int skipped,
        int quarantined,
        int deadlineErrors,
        int laterPasses) {

    public static Tally open(int cases) {
        return new Tally(cases, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Cases that decide the verdict: neither skipped nor quarantined. */
    int counted() {
        return passed + failed + inconclusive + blocked + error + cancelled;
    }

    /** This tally with one open case less and one settled case more. */
    Tally with(RunCase.Settled settled) {
        if (open == 0) {
            throw new IllegalStateException("an outcome for a run without open cases: " + settled);
        }
        if (settled.quarantined()) {
            return new Tally(
                    open - 1,
                    passed,
                    failed,
                    inconclusive,
                    blocked,
                    error,
                    cancelled,
                    skipped,
                    quarantined + 1,
                    deadlineErrors,
                    laterPasses);
        }
        var outcome = settled.finding().outcome();
        return new Tally(
                open - 1,
                passed + one(outcome == Outcome.PASSED),
                failed + one(outcome == Outcome.FAILED),
                inconclusive + one(outcome == Outcome.INCONCLUSIVE),
                blocked + one(outcome == Outcome.BLOCKED),
                error + one(outcome == Outcome.ERROR),
                cancelled + one(outcome == Outcome.CANCELLED),
                skipped + one(outcome == Outcome.SKIPPED),
                quarantined,
                deadlineErrors + one(settled.endedByDeadline()),
                laterPasses + one(outcome == Outcome.PASSED && settled.attempt() > 1));
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}

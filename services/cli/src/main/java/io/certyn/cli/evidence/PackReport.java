package io.certyn.cli.evidence;

import io.certyn.protocol.trace.ReplayedCase;
import java.util.List;

/**
 * What became of checking a session's evidence.
 *
 * @param problems everything that is not as it was sealed, or does not follow from the trace; each
 *     begins with the file it is about
 * @param cases as the trace tells them
 */
public record PackReport(
        String session, int files, List<String> problems, List<ReplayedCase> cases) {

    public PackReport {
        problems = List.copyOf(problems);
        cases = List.copyOf(cases);
    }

    /** Whether the trace goes on to the outcome of each case. */
    public boolean isFinished() {
        return !cases.isEmpty() && cases.stream().allMatch(ReplayedCase::isFinished);
    }
}

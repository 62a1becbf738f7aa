package io.certyn.agent.loop;

import io.certyn.agent.check.CaseVerdict;
import io.certyn.agent.check.StepResult;
import io.certyn.agent.check.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Where a case stands: at a line, or over. */
public sealed interface Progress {

    /** Nothing has been done yet; a case without lines is over at once. */
    static Progress start(List<Line> lines) {
        return next(lines, List.of());
    }

    /** The next line to carry out. */
    record At(List<Line> lines, List<StepResult> done) implements Progress {

        public Line line() {
            return lines.get(done.size());
        }

        /** The first line that does not pass ends the case. */
        public Progress after(StepResult result) {
            var results = new ArrayList<>(done);
            results.add(result);
            return result.verdict().isPassed()
                    ? next(lines, results)
                    : over(lines, List.copyOf(results));
        }
    }

    /**
     * @param skipped lines that were not tried any more
     */
    record Over(List<StepResult> done, List<Line> skipped, Verdict verdict) implements Progress {}

    private static Progress next(List<Line> lines, List<StepResult> done) {
        return done.size() == lines.size()
                ? over(lines, List.copyOf(done))
                : new At(lines, List.copyOf(done));
    }

    private static Over over(List<Line> lines, List<StepResult> done) {
        return new Over(done, lines.subList(done.size(), lines.size()), CaseVerdict.of(done));
    }
}

package io.certyn.protocol.trace;

import java.util.List;
import java.util.Optional;

/**
 * A case as the trace tells it.
 *
 * @param stated the outcome the agent reported; empty when the trace ends before that
 * @param recomputed what the steps come to, whatever was reported
 */
public record ReplayedCase(
        String key, List<ReplayedStep> steps, Optional<String> stated, Judgement recomputed) {

    public ReplayedCase {
        steps = List.copyOf(steps);
    }

    static ReplayedCase of(String key, List<ReplayedStep> steps, Optional<String> stated) {
        return new ReplayedCase(key, steps, stated, judge(steps));
    }

    /**
     * The first step that did not pass decides; a pass needs all from the first on, a check among
     * them, and a picture of each.
     */
    private static Judgement judge(List<ReplayedStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.number() != i + 1) {
                return Judgement.of("NOT_EXECUTED");
            }
            if (step.recomputed().equals(Judgement.SKIPPED) || step.stated().isEmpty()) {
                return Judgement.of("NOT_EXECUTED");
            }
            if (!step.recomputed().isPassed()) {
                return step.recomputed();
            }
        }
        var checks = steps.stream().filter(ReplayedStep::check).toList();
        if (checks.isEmpty()) {
            return Judgement.of("NO_EXPECTATION");
        }
        return checks.stream().allMatch(ReplayedStep::evidenced)
                ? Judgement.PASSED
                : Judgement.of("NOT_EVIDENCED");
    }
}

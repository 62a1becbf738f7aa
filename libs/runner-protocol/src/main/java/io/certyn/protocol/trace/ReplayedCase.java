package io.certyn.protocol.trace;

import java.util.List;
import java.util.Optional;

/**
 * A case as the trace tells it.
 *
 * @param stated the outcome the agent reported; empty when the trace ends before that, and of a
 *     trial
 * @param recomputed what the steps come to, whatever was reported; of an exploration what was
 *     reported, since what it found is not judged again
 */
public record ReplayedCase(
        String key,
        TraceRecord.CaseKind kind,
        List<ReplayedStep> steps,
        Optional<String> stated,
        Judgement recomputed) {

    public ReplayedCase {
        steps = List.copyOf(steps);
    }

    static ReplayedCase of(
            String key,
            TraceRecord.CaseKind kind,
            List<ReplayedStep> steps,
            Optional<String> stated) {
        var recomputed =
                kind == TraceRecord.CaseKind.EXPLORATION
                        ? stated.map(outcome -> new Judgement(outcome, Optional.empty()))
                                .orElse(Judgement.of("NOT_EXECUTED"))
                        : judge(steps);
        return new ReplayedCase(key, kind, steps, stated, recomputed);
    }

    /** Whether its outcome was told, where one is to be told. */
    public boolean isFinished() {
        return kind == TraceRecord.CaseKind.TRIAL || stated.isPresent();
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

package io.certyn.agent.check;

import java.util.List;

/** What the steps of a case say about the case. */
public final class CaseVerdict {

    private CaseVerdict() {}

    /** The first step that did not pass decides; a pass needs a check, and evidence of each. */
    public static Verdict of(List<StepResult> steps) {
        for (var step : steps) {
            if (!step.verdict().isPassed()) {
                var verdict = step.verdict();
                return new Verdict(
                        verdict.outcome(),
                        verdict.reason(),
                        "step " + step.number() + ": " + verdict.message());
            }
        }
        var checks = steps.stream().filter(StepResult::expectation).toList();
        if (checks.isEmpty()) {
            return Verdict.of(Reason.NO_EXPECTATION, "the case expects nothing");
        }
        return checks.stream()
                .filter(check -> !check.evidenced())
                .findFirst()
                .map(check ->
                        Verdict.of(
                                Reason.NOT_EVIDENCED,
                                "step " + check.number() + ": no picture of the page"))
                .orElse(Verdict.PASSED);
    }
}

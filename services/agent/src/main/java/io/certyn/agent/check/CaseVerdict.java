package io.certyn.agent.check;

import java.util.List;

/** What the steps of a case say about the case. */
public final class CaseVerdict {

    private CaseVerdict() {}

    /**
     * The first step that did not pass decides; a pass needs a check, and evidence of each. One
     * that was left out, with nothing before it that explains why, is as bad as none.
     */
    public static Verdict of(List<StepResult> steps) {
        for (var step : steps) {
            var verdict = step.verdict();
            if (verdict.outcome() == Outcome.SKIPPED) {
                return Verdict.of(
                        Reason.NOT_EXECUTED, "step " + step.number() + ": not carried out");
            }
            if (!verdict.isPassed()) {
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

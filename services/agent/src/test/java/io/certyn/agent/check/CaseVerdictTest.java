package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.trace.Judgement;
import io.certyn.protocol.trace.Replay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseVerdictTest {

    private static StepResult action(int number) {
        return new StepResult(number, false, true, Verdict.PASSED);
    }

    private static StepResult check(int number, boolean evidenced) {
        return new StepResult(number, true, evidenced, Verdict.PASSED);
    }

    @Test
    void aCaseWithAnEvidencedCheckPasses() {
        assertThat(CaseVerdict.of(List.of(action(1), check(2, true)))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aCaseThatChecksNothingNeverPasses() {
        assertThat(CaseVerdict.of(List.of(action(1))).reason()).contains(Reason.NO_EXPECTATION);
        assertThat(CaseVerdict.of(List.of()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aCheckWithoutEvidenceIsNoPass() {
        assertThat(CaseVerdict.of(List.of(check(1, true), check(2, false))))
                .isEqualTo(Verdict.of(Reason.NOT_EVIDENCED, "step 2: no picture of the page"));
    }

    @Test
    void theFirstStepThatDidNotPassDecides() {
        var failed =
                new StepResult(2, true, true, Verdict.of(Reason.EXPECTATION_FALSE, "was \"5\""));

        assertThat(CaseVerdict.of(List.of(check(1, true), failed)))
                .isEqualTo(Verdict.of(Reason.EXPECTATION_FALSE, "step 2: was \"5\""));
    }

    /** What can become of a step: a pass, each reason for none, or nothing at all. */
    private static List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(Verdict.PASSED);
        verdicts.add(Verdict.SKIPPED);
        Arrays.stream(Reason.values())
                .map(reason -> Verdict.of(reason, "why"))
                .forEach(verdicts::add);
        return verdicts;
    }

    private static List<StepResult> results(int number) {
        var results = new ArrayList<StepResult>();
        for (var verdict : verdicts()) {
            for (boolean check : new boolean[] {false, true}) {
                for (boolean evidenced : new boolean[] {false, true}) {
                    results.add(new StepResult(number, check, evidenced, verdict));
                }
            }
        }
        return results;
    }

    private static List<List<StepResult>> combinations() {
        var combinations = new ArrayList<List<StepResult>>();
        combinations.add(List.of());
        for (var first : results(1)) {
            combinations.add(List.of(first));
            for (var second : results(2)) {
                combinations.add(List.of(first, second));
            }
        }
        return combinations;
    }

    @Test
    void everyCombinationHasOneOutcomeAndOnlyProvenOnesPass() {
        for (var steps : combinations()) {
            var verdict = CaseVerdict.of(steps);
            boolean allPassed = steps.stream().allMatch(step -> step.verdict().isPassed());
            boolean proven =
                    steps.stream().anyMatch(StepResult::expectation)
                            && steps.stream()
                                    .filter(StepResult::expectation)
                                    .allMatch(StepResult::evidenced);

            assertThat(verdict.isPassed()).as("%s", steps).isEqualTo(allPassed && proven);
            assertThat(verdict.outcome()).as("%s", steps).isEqualTo(expected(steps, allPassed));
            assertThat(verdict.reason().isEmpty()).isEqualTo(verdict.isPassed());
        }
    }

    private static Outcome expected(List<StepResult> steps, boolean allPassed) {
        if (allPassed) {
            return CaseVerdict.of(steps).isPassed() ? Outcome.PASSED : Outcome.INCONCLUSIVE;
        }
        return steps.stream()
                .map(StepResult::verdict)
                .filter(verdict -> !verdict.isPassed())
                .findFirst()
                .flatMap(Verdict::reason)
                .map(Reason::outcome)
                .orElse(Outcome.INCONCLUSIVE);
    }

    @Test
    void everyReasonLeadsToTheSameOutcomeForWhoeverReadsItsTrace() {
        for (var reason : Reason.values()) {
            assertThat(Judgement.of(reason.name()).outcome())
                    .as("%s", reason)
                    .isEqualTo(reason.outcome().word());
        }
    }

    /** The agent's rule and that of whoever reads its trace were written apart. */
    @Test
    void everyCombinationIsJudgedAlikeFromItsTrace() {
        for (var steps : combinations()) {
            var verdict = CaseVerdict.of(steps);
            if (steps.isEmpty()) {
                continue;
            }
            var replayed = Replay.of(StepTraces.lines(steps)).getFirst().recomputed();

            assertThat(replayed.outcome()).as("%s", steps).isEqualTo(verdict.outcome().word());
            assertThat(replayed.reason())
                    .as("%s", steps)
                    .isEqualTo(verdict.reason().map(Enum::name));
        }
    }
}

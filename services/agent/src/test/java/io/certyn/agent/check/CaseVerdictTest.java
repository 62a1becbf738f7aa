package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

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
}

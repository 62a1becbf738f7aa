package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseIdentityTest {

    private static final List<String> STEPS = List.of("Go to /cart", "Click the \"Empty\" button");

    @Test
    void wordingAndExpectationsPlayNoPart() {
        var one = CaseIdentity.of(STEPS, List.of("Expect \"Empty\" is hidden"));
        var other =
                CaseIdentity.of(
                        List.of("go to /cart", "Expect \"Cart\" visible", "Click button \"Empty\""),
                        List.of());

        assertThat(other).isEqualTo(one).hasSize(CaseIdentity.LENGTH);
    }

    @Test
    void otherActionsOrAnotherOrderAreAnotherCase() {
        var one = CaseIdentity.of(STEPS, List.of());

        assertThat(CaseIdentity.of(STEPS.reversed(), List.of())).isNotEqualTo(one);
        assertThat(CaseIdentity.of(STEPS.subList(0, 1), List.of())).isNotEqualTo(one);
    }
}

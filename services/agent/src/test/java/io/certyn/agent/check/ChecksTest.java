package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    private static Checks.Facts text(String text) {
        return new Checks.Facts(text, Optional.empty(), true, Optional.empty(), false);
    }

    /** What a finding says, without what proves it. */
    private static Finding told(Finding finding) {
        return new Finding(finding.holds(), finding.actual());
    }

    @ParameterizedTest
    @CsvSource({
        // state, enabled, checked, focused, holds, what is told
        "VISIBLE, true, false, false, true, visible",
        "HIDDEN, true, false, false, false, visible",
        "ENABLED, true, false, false, true, enabled",
        "ENABLED, false, true, true, false, disabled",
        "DISABLED, false, false, false, true, disabled",
        "DISABLED, true, true, true, false, enabled",
        "CHECKED, true, true, false, true, checked",
        "CHECKED, true, false, true, false, not checked",
        "UNCHECKED, true, false, false, true, not checked",
        "UNCHECKED, true, true, false, false, checked",
        "FOCUSED, true, false, true, true, focused",
        "FOCUSED, true, true, false, false, not focused",
    })
    void aStateHoldsOrNotWhateverElseIsTrue(
            State state,
            boolean enabled,
            boolean checked,
            boolean focused,
            boolean holds,
            String told) {
        var facts =
                new Checks.Facts("text", Optional.empty(), enabled, Optional.of(checked), focused);

        assertThat(told(Checks.state(facts, state))).isEqualTo(new Finding(holds, told));
    }

    @Test
    void whatCannotBeCheckedIsNeitherCheckedNorNot() {
        var facts = new Checks.Facts("text", Optional.empty(), true, Optional.empty(), false);

        assertThat(Checks.state(facts, State.CHECKED).holds()).isFalse();
        assertThat(Checks.state(facts, State.UNCHECKED).holds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "IS, Leaf & Cup, true",
        "IS, Leaf, false",
        "CONTAINS, Leaf, true",
        "CONTAINS, leaf, false",
        "MATCHES, ^Leaf . Cup$, true",
        "MATCHES, ^Cup, false",
    })
    void aTitleIsComparedAsAsked(Comparison comparison, String expected, boolean holds) {
        assertThat(told(Checks.title(" Leaf  & Cup", comparison, expected)))
                .isEqualTo(new Finding(holds, "\"Leaf & Cup\""));
    }

    @Test
    void aValueIsComparedAsItIs() {
        var facts = new Checks.Facts("label", Optional.of(" 12 "), true, Optional.empty(), false);

        assertThat(Checks.value(facts, " 12 ").holds()).isTrue();
        assertThat(told(Checks.value(facts, "12"))).isEqualTo(new Finding(false, "\" 12 \""));
        assertThat(Checks.count(3, 3).holds()).isTrue();
    }

    @Test
    void whiteSpaceIsComparedAsAReaderSeesIt() {
        assertThat(Checks.text(text(" Total\n 12\u00a0EUR "), "Total 12 EUR").holds()).isTrue();
        assertThat(Checks.text(text("Total 12 EUR now"), "Total 12 EUR").holds()).isFalse();
        assertThat(Checks.contains(text("Total 12 EUR now"), "12 EUR").holds()).isTrue();
        assertThat(told(Checks.contains(text("Total 12 EUR now"), "13 EUR")))
                .isEqualTo(new Finding(false, "\"Total 12 EUR now\""));
    }

    @Test
    void anAddressIsComparedByItsPathWhenAPathIsExpected() {
        var address = "http://shop.test:8080/cart?page=2#top";

        assertThat(Checks.url(address, Comparison.IS, "/cart").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, "/cart?page=2").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, "/cart?page=3").holds()).isFalse();
        assertThat(Checks.url(address, Comparison.CONTAINS, "page=2").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.MATCHES, "/c\\w+\\?page=\\d").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, address).holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, "http://shop.test:8080/cart").holds())
                .isFalse();
        assertThat(Checks.url(address, Comparison.CONTAINS, "page=3").holds()).isFalse();
        assertThat(Checks.url("about:blank", Comparison.IS, "/").holds()).isFalse();
        assertThat(told(Checks.url(address, Comparison.MATCHES, "/c\\w+\\?page=\\D")))
                .isEqualTo(new Finding(false, "\"" + address + "\""));
    }

    @Test
    void whatWasThereInsteadIsTold() {
        assertThat(told(Checks.text(text("12"), "13"))).isEqualTo(new Finding(false, "\"12\""));
        assertThat(told(Checks.value(text(""), "x")))
                .isEqualTo(new Finding(false, "it has no value"));
        assertThat(told(Checks.count(2, 3))).isEqualTo(new Finding(false, "2"));
    }

    @Test
    void whoeverHasTheTextsCanCompareThemAgain() {
        var facts = new Checks.Facts("12 EUR", Optional.of("12"), true, Optional.empty(), false);
        var findings =
                List.of(
                        Checks.text(facts, "12  EUR"),
                        Checks.text(facts, "13 EUR"),
                        Checks.contains(facts, "EUR"),
                        Checks.value(facts, "13"),
                        Checks.count(2, 3),
                        Checks.title("Shop", Comparison.MATCHES, "^S"),
                        Checks.url("http://shop.test/cart?a", Comparison.IS, "/cart"),
                        Checks.url("http://shop.test/cart?a=%zz|{b}", Comparison.IS, "/cart"),
                        Checks.state(facts, State.DISABLED),
                        Checks.presence(false, false));

        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.proof().orElseThrow().holds())
                                .isEqualTo(finding.holds()));
        assertThat(findings).extracting(Finding::holds).contains(true, false);
    }
}

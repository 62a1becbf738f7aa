package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    private static Checks.Facts text(String text) {
        return new Checks.Facts(text, Optional.empty(), true, false, false);
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
        var facts = new Checks.Facts("text", Optional.empty(), enabled, checked, focused);

        assertThat(Checks.state(facts, state)).isEqualTo(new Finding(holds, told));
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
        assertThat(Checks.title(" Leaf  & Cup", comparison, expected))
                .isEqualTo(new Finding(holds, "\"Leaf & Cup\""));
    }

    @Test
    void aValueIsComparedAsItIs() {
        var facts = new Checks.Facts("label", Optional.of(" 12 "), true, false, false);

        assertThat(Checks.value(facts, " 12 ").holds()).isTrue();
        assertThat(Checks.value(facts, "12")).isEqualTo(new Finding(false, "\" 12 \""));
        assertThat(Checks.count(3, 3).holds()).isTrue();
    }

    @Test
    void whiteSpaceIsComparedAsAReaderSeesIt() {
        assertThat(Checks.text(text(" Total\n 12\u00a0EUR "), "Total 12 EUR").holds()).isTrue();
        assertThat(Checks.text(text("Total 12 EUR now"), "Total 12 EUR").holds()).isFalse();
        assertThat(Checks.contains(text("Total 12 EUR now"), "12 EUR").holds()).isTrue();
        assertThat(Checks.contains(text("Total 12 EUR now"), "13 EUR"))
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
        assertThat(Checks.url(address, Comparison.MATCHES, "/c\\w+\\?page=\\D"))
                .isEqualTo(new Finding(false, "\"" + address + "\""));
    }

    @Test
    void whatWasThereInsteadIsTold() {
        assertThat(Checks.text(text("12"), "13")).isEqualTo(new Finding(false, "\"12\""));
        assertThat(Checks.value(text(""), "x")).isEqualTo(new Finding(false, "it has no value"));
        assertThat(Checks.count(2, 3)).isEqualTo(new Finding(false, "2"));
    }
}

package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.Expectation.Comparison;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static Checks.Facts text(String text) {
        return new Checks.Facts(text, Optional.empty(), true, false, false);
    }

    @Test
    void whiteSpaceIsComparedAsAReaderSeesIt() {
        assertThat(Checks.text(text(" Total\n 12\u00a0EUR "), "Total 12 EUR").holds()).isTrue();
        assertThat(Checks.text(text("Total 12 EUR now"), "Total 12 EUR").holds()).isFalse();
        assertThat(Checks.contains(text("Total 12 EUR now"), "12 EUR").holds()).isTrue();
    }

    @Test
    void anAddressIsComparedByItsPathWhenAPathIsExpected() {
        var address = "http://shop.test:8080/cart?page=2#top";

        assertThat(Checks.url(address, Comparison.IS, "/cart").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, "/cart?page=2").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.IS, "/cart?page=3").holds()).isFalse();
        assertThat(Checks.url(address, Comparison.CONTAINS, "page=2").holds()).isTrue();
        assertThat(Checks.url(address, Comparison.MATCHES, "/c\\w+\\?page=\\d").holds()).isTrue();
    }

    @Test
    void whatWasThereInsteadIsTold() {
        assertThat(Checks.text(text("12"), "13")).isEqualTo(new Finding(false, "\"12\""));
        assertThat(Checks.value(text(""), "x")).isEqualTo(new Finding(false, "it has no value"));
        assertThat(Checks.count(2, 3)).isEqualTo(new Finding(false, "2"));
    }
}

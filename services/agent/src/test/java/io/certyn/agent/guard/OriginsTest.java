package io.certyn.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final Origins ORIGINS =
            Origins.of(List.of("http://shop.test:8080/base", "https://Pay.Test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.test:8080/",
                "http://SHOP.test:8080/cart?q=a|b c",
                "https://pay.test:443/x",
                "about:blank"
            })
    void addressesOfTheEnvironmentAreAllowed(String address) {
        assertThat(ORIGINS.allow(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.test/",
                "https://shop.test:8080/",
                "http://shop.test.evil.test:8080/",
                "http://shop.test:8080@evil.test/",
                "http://pay.test/",
                "file:///etc/passwd",
                "chrome://settings",
                "javascript:alert(1)",
                "data:text/html,x",
                ""
            })
    void everythingElseIsNot(String address) {
        assertThat(ORIGINS.allow(address)).isFalse();
    }
}

package io.certyn.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop.example/start?a=b, http://shop.example",
        "HTTP://Shop.Example:80/, http://shop.example",
        "https://shop.example:443, https://shop.example",
        "https://shop.example:8443/x, https://shop.example:8443",
        "http://[::1]:8080/, http://[::1]:8080",
        "http://demo-shop.certyn.localhost:4000, http://demo-shop.certyn.localhost:4000"
    })
    void theOriginIsSchemeHostAndPort(String url, String origin) {
        assertThat(Origins.of(url)).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "/start",
                "ftp://shop.example",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://",
                "http://user:secret@shop.example",
                "http://shop.example:99999",
                "http://shop example"
            })
    void anythingElseHasNone(String url) {
        assertThat(Origins.of(url)).isEmpty();
    }
}

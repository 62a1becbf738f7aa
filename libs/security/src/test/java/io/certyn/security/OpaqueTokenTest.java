package io.certyn.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OpaqueTokenTest {

    private final String token = OpaqueToken.newToken("certyn_live_k1", new SecureRandom());

    @Test
    void aNewTokenIsWellFormedUnderItsPrefix() {
        assertThat(token).matches("certyn_live_k1_[0-9A-Za-z]{49}");
        assertThat(OpaqueToken.wellFormed("certyn_live_k1", token)).isTrue();
        assertThat(OpaqueToken.wellFormed("certyn_live", token)).isTrue();
        assertThat(OpaqueToken.wellFormed("certyn_li", token)).isFalse();
        assertThat(OpaqueToken.wellFormed("certyn_reg", token)).isFalse();
    }

    @Test
    void theIdInThePrefixIsReadBack() {
        assertThat(OpaqueToken.parse(token).orElseThrow().prefix()).isEqualTo("certyn_live_k1");
    }

    @Test
    void oneWrongLetterAnywhereIsNoticed() {
        for (int at = 0; at < token.length(); at++) {
            var wrong = new StringBuilder(token);
            wrong.setCharAt(at, token.charAt(at) == 'x' ? 'y' : 'x');

            assertThat(OpaqueToken.parse(wrong.toString())).as("letter %d", at).isEmpty();
        }
    }

    @Test
    void oddTextsAreNoTokens() {
        for (var odd : new String[] {"", "_", "certyn", "_".repeat(60), "x".repeat(300)}) {
            assertThat(OpaqueToken.parse(odd)).as(odd).isEmpty();
        }
    }

    @Test
    void theHashIsHmacSha256() {
        // RFC 4231, test case 2.
        var hash = OpaqueToken.hmac(bytes("Jefe"), "what do ya want for nothing?");

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void aLogShowsNoSecret() {
        var parsed = OpaqueToken.parse(token).orElseThrow();

        assertThat(parsed.toString()).doesNotContain(parsed.secret());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.certyn.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<String> CONSOLE = Set.of("console");

    @TempDir Path keys;
    private TokenSigner signer;
    private TokenVerifier verifier;
    private final AtomicLong nanoTime = new AtomicLong();

    @BeforeEach
    void theConsoleIsTrusted() {
        SigningKeys.create(keys, "console");
        signer = TokenSigner.load("console", keys.resolve("console.key"));
        verifier = TokenVerifier.ofDirectory(keys.resolve("trusted"), nanoTime::get);
    }

    @Test
    void whatWasSignedIsReadBack() throws InvalidToken {
        var jwt =
                signer.sign(
                        "relay",
                        "key:key_1",
                        Map.of("tenant", "ten_1", "epoch", 7, "scopes", List.of("runs:read")),
                        MINUTE,
                        NOON);

        var token = verifier.verify(jwt, CONSOLE, "relay", NOON);

        assertThat(token.issuer()).isEqualTo("console");
        assertThat(token.subject()).isEqualTo("key:key_1");
        assertThat(token.id()).isNotBlank();
        assertThat(token.expiresAt()).isEqualTo(NOON.plus(MINUTE));
        assertThat(token.string("tenant")).isEqualTo("ten_1");
        assertThat(token.number("epoch")).isEqualTo(7);
        assertThat(token.strings("scopes")).containsExactly("runs:read");
        assertThat(token.find("absent")).isEmpty();
        assertThatThrownBy(() -> token.string("epoch")).isInstanceOf(InvalidToken.class);
    }

    @Test
    void aTokenDiesFiveSecondsAfterItsTime() throws InvalidToken {
        var jwt = plain();

        verifier.verify(jwt, CONSOLE, "relay", NOON.plusSeconds(64));

        assertThatThrownBy(() -> verifier.verify(jwt, CONSOLE, "relay", NOON.plusSeconds(66)))
                .isInstanceOf(InvalidToken.class)
                .hasMessage("token has expired");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThatThrownBy(() -> verifier.verify(plain(), CONSOLE, "artifact", NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void aTrustedIssuerIsNotEnoughWhereAnotherIsExpected() {
        assertThatThrownBy(() -> verifier.verify(plain(), Set.of("lease-broker"), "relay", NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void aKeyOfAnotherIssuerDoesNotSignForTheConsole() {
        SigningKeys.create(keys, "relay");
        var relayKey = SigningKeys.readPrivate(keys.resolve("relay.key"));
        var jwt = TokenSigner.of("console", relayKey).sign("relay", "s", Map.of(), MINUTE, NOON);

        assertThatThrownBy(() -> verifier.verify(jwt, CONSOLE, "relay", NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void anIssuerThatDiffersFromTheKeyIdIsRefused() throws Exception {
        SigningKeys.create(keys, "relay");
        var jwt = handmade("relay", "console", AlgorithmIdentifiers.EDDSA, relayKey());

        assertThatThrownBy(() -> verifier.verifyAny(jwt, "relay", NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void aPublicKeyUsedAsSharedSecretIsRefused() throws Exception {
        var pem = Files.readAllBytes(keys.resolve("trusted/console.pub"));
        var jwt =
                handmade("console", "console", AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(pem));

        assertThatThrownBy(() -> verifier.verify(jwt, CONSOLE, "relay", NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var header = "{\"alg\":\"none\",\"kid\":\"console\"}".getBytes(StandardCharsets.UTF_8);
        var jwt = plain();
        var body = jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'));

        assertThatThrownBy(() ->
                        verifier.verify(
                                encoder.encodeToString(header) + "." + body + ".",
                                CONSOLE,
                                "relay",
                                NOON))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void rubbishIsRefusedLikeAnyBadToken() {
        for (var rubbish : List.of("", ".", "..", "a.b.c", "x".repeat(9000), "é.ü.ß")) {
            assertThatThrownBy(() -> verifier.verifyAny(rubbish, "relay", NOON))
                    .as(rubbish)
                    .isInstanceOf(InvalidToken.class);
        }
    }

    @Test
    void aNewIssuerIsFoundWithoutRestartButNotBeforeASecondHasPassed() throws InvalidToken {
        var late =
                TokenSigner.of("artifact", SigningKeys.generate().getPrivate())
                        .sign("relay", "s", Map.of(), MINUTE, NOON);
        assertThatThrownBy(() -> verifier.verifyAny(late, "relay", NOON))
                .hasMessage("issuer is not trusted");
        SigningKeys.create(keys, "artifact");
        var jwt =
                TokenSigner.load("artifact", keys.resolve("artifact.key"))
                        .sign("relay", "s", Map.of(), MINUTE, NOON);

        nanoTime.set(Duration.ofMillis(900).toNanos());
        assertThatThrownBy(() -> verifier.verifyAny(jwt, "relay", NOON))
                .hasMessage("issuer is not trusted");
        nanoTime.set(Duration.ofMillis(1100).toNanos());

        assertThat(verifier.verifyAny(jwt, "relay", NOON).issuer()).isEqualTo("artifact");
    }

    @Test
    void aKeyKeptElsewhereVerifiesToo() throws InvalidToken {
        var pair = SigningKeys.generate();
        var jwt =
                TokenSigner.of("rnr_1", pair.getPrivate())
                        .sign("lease-broker", "rnr_1", Map.of(), MINUTE, NOON);
        var kept = SigningKeys.decodePublic(SigningKeys.encodePublic(pair.getPublic()));

        var token = TokenVerifier.verifyWith(kept, jwt, "rnr_1", "lease-broker", NOON);

        assertThat(token.subject()).isEqualTo("rnr_1");
    }

    private String plain() {
        return signer.sign("relay", "key:key_1", Map.of(), MINUTE, NOON);
    }

    private java.security.Key relayKey() {
        return SigningKeys.readPrivate(keys.resolve("relay.key"));
    }

    private static String handmade(
            String keyId, String issuer, String algorithm, java.security.Key key) throws Exception {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("relay");
        claims.setSubject("s");
        claims.setJwtId("j");
        claims.setIssuedAt(NumericDate.fromSeconds(NOON.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(NOON.getEpochSecond() + 60));
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }
}

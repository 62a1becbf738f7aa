package io.certyn.security;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Checks tokens against the public keys of the issuers we trust. The key is chosen by the key id,
 * which must be the issuer; nothing but Ed25519 is accepted, whatever the token asks for.
 */
public final class TokenVerifier {

    private static final Duration LEEWAY = Duration.ofSeconds(5);
    private static final int LONGEST = 8192;
    private static final AlgorithmConstraints ONLY_EDDSA =
            new AlgorithmConstraints(
                    AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private final TrustedKeys trusted;

    private TokenVerifier(TrustedKeys trusted) {
        this.trusted = trusted;
    }

    /**
     * A verifier for the keys in a directory, each {@code <issuer>.pub}. The directory is read
     * again when an issuer is unknown, at most once a second, so that a new signer needs no
     * restart.
     */
    public static TokenVerifier ofDirectory(Path trustedKeys) {
        return ofDirectory(trustedKeys, System::nanoTime);
    }

    static TokenVerifier ofDirectory(Path trustedKeys, LongSupplier nanoTime) {
        return new TokenVerifier(new TrustedKeys(trustedKeys, nanoTime));
    }

    /** Accepts a token of one of these issuers for this audience. */
    public VerifiedToken verify(String jwt, Set<String> issuers, String audience, Instant now)
            throws InvalidToken {
        var issuer = keyId(jwt);
        if (!issuers.contains(issuer)) {
            throw new InvalidToken("issuer is not one of " + issuers);
        }
        return verifyWith(trusted.of(issuer), jwt, issuer, audience, now);
    }

    /** Accepts a token of any trusted issuer for this audience. */
    public VerifiedToken verifyAny(String jwt, String audience, Instant now) throws InvalidToken {
        var issuer = keyId(jwt);
        return verifyWith(trusted.of(issuer), jwt, issuer, audience, now);
    }

    /** Accepts a token that this key signed; for issuers whose keys are kept elsewhere. */
    public static VerifiedToken verifyWith(
            PublicKey key, String jwt, String issuer, String audience, Instant now)
            throws InvalidToken {
        if (jwt.length() > LONGEST) {
            throw new InvalidToken("token is too long");
        }
        var consumer =
                new JwtConsumerBuilder()
                        .setJwsAlgorithmConstraints(ONLY_EDDSA)
                        .setVerificationKey(key)
                        .setExpectedIssuer(issuer)
                        .setExpectedAudience(audience)
                        .setRequireSubject()
                        .setRequireJwtId()
                        .setRequireIssuedAt()
                        .setRequireExpirationTime()
                        .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                        .setAllowedClockSkewInSeconds((int) LEEWAY.toSeconds())
                        .build();
        try {
            return read(consumer.processToClaims(jwt));
        } catch (InvalidJwtException e) {
            // Without the cause: its message holds the token's content.
            throw new InvalidToken(reason(e));
        } catch (MalformedClaimException e) {
            throw new InvalidToken("claims are malformed", e);
        }
    }

    private static VerifiedToken read(JwtClaims claims) throws MalformedClaimException {
        return new VerifiedToken(
                claims.getIssuer(),
                claims.getSubject(),
                claims.getJwtId(),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                withoutNulls(claims.getClaimsMap()));
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> claims) {
        var copy = new HashMap<>(claims);
        copy.values().removeIf(Objects::isNull);
        return copy;
    }

    private static String keyId(String jwt) throws InvalidToken {
        if (jwt.length() > LONGEST) {
            throw new InvalidToken("token is too long");
        }
        var signature = new JsonWebSignature();
        try {
            signature.setCompactSerialization(jwt);
        } catch (JoseException | RuntimeException e) {
            throw new InvalidToken("not a signed token");
        }
        var keyId = signature.getKeyIdHeaderValue();
        if (keyId == null) {
            throw new InvalidToken("token names no key");
        }
        return keyId;
    }

    private static String reason(InvalidJwtException e) {
        var codes = e.getErrorDetails().stream().map(error -> error.getErrorCode()).toList();
        return e.hasExpired() ? "token has expired" : "token is not acceptable, codes " + codes;
    }
}

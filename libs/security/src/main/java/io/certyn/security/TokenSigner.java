package io.certyn.security;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs short-lived tokens (JWT, Ed25519) in the name of one issuer; the key id is its name. */
public final class TokenSigner {

    private final String issuer;
    private final PrivateKey key;

    private TokenSigner(String issuer, PrivateKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /**
     * Reads the issuer's private key.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no Ed25519 key
     */
    public static TokenSigner load(String issuer, Path pkcs8Pem) {
        return new TokenSigner(issuer, SigningKeys.readPrivate(pkcs8Pem));
    }

    /** A signer with a key that is already at hand, such as a runner's own. */
    public static TokenSigner of(String issuer, PrivateKey key) {
        return new TokenSigner(issuer, key);
    }

    public String issuer() {
        return issuer;
    }

    /** A token for one audience about one subject, good for a while from now. */
    public String sign(
            String audience, String subject, Map<String, ?> claims, Duration life, Instant now) {
        var content = new JwtClaims();
        claims.forEach(content::setClaim);
        content.setIssuer(issuer);
        content.setAudience(audience);
        content.setSubject(subject);
        content.setJwtId(UUID.randomUUID().toString());
        content.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        content.setExpirationTime(NumericDate.fromSeconds(now.plus(life).getEpochSecond()));

        var signature = new JsonWebSignature();
        signature.setPayload(content.toJson());
        signature.setKey(key);
        signature.setKeyIdHeaderValue(issuer);
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token that cannot be signed by " + issuer, e);
        }
    }
}

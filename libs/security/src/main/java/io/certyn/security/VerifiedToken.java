package io.certyn.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a token says, after its signature, issuer, audience and time were found in order. */
public record VerifiedToken(
        String issuer, String subject, String id, Instant expiresAt, Map<String, Object> claims) {

    public VerifiedToken {
        claims = Map.copyOf(claims);
    }

    /** A claim that must be a text. */
    public String string(String name) throws InvalidToken {
        return find(name).orElseThrow(() -> new InvalidToken("claim is not a text: " + name));
    }

    /** A text claim that may be absent. */
    public Optional<String> find(String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A claim that must be a whole number. */
    public long number(String name) throws InvalidToken {
        return switch (claims.get(name)) {
            case Long value -> value;
            case Integer value -> value;
            case null, default -> throw new InvalidToken("claim is not a number: " + name);
        };
    }

    /** A claim that must be a list of texts. */
    public List<String> strings(String name) throws InvalidToken {
        if (claims.get(name) instanceof List<?> values
                && values.stream().allMatch(String.class::isInstance)) {
            return values.stream().map(String.class::cast).toList();
        }
        throw new InvalidToken("claim is not a list of texts: " + name);
    }
}

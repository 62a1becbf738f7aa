package io.certyn.broker.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a registration token may be used. */
public enum TokenMode {
    SINGLE_USE(Duration.ofMinutes(15)),
    MULTI_USE(Duration.ofDays(30));

    private final Duration longestLife;

    TokenMode(Duration longestLife) {
        this.longestLife = longestLife;
    }

    public Duration longestLife() {
        return longestLife;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TokenMode> of(String wire) {
        return Arrays.stream(values()).filter(mode -> mode.wire().equals(wire)).findFirst();
    }
}

package io.certyn.orchestrator;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/** Time and randomness as beans, so that nothing inside reads them on its own. */
final class Edges {

    private Edges() {}

    /** Whole milliseconds: what is stored, shown and sent is the same instant. */
    @Produces
    @Singleton
    @DefaultBean
    static InstantSource clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    @DefaultBean
    static RandomGenerator random() {
        return new SecureRandom();
    }
}

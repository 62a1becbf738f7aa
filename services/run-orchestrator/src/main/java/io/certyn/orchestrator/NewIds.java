package io.certyn.orchestrator;

import io.certyn.ids.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where new rows get their ids from. */
@ApplicationScoped
public class NewIds {

    private final InstantSource clock;
    private final RandomGenerator random;

    public NewIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return UuidV7.at(clock.instant(), random);
    }
}

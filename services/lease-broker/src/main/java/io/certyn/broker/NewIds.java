package io.certyn.broker;

import io.certyn.ids.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** New ids, ordered by time. */
@ApplicationScoped
public class NewIds {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NewIds(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        return UuidV7.at(clock.instant(), random);
    }
}

package io.certyn.broker.runner.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownTokensTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RunnerIdentity RUNNER =
            new RunnerIdentity(
                    new RunnerId(UUID.randomUUID()),
                    new TenantId(UUID.randomUUID()),
                    new PoolId(UUID.randomUUID()));

    private final KnownTokens tokens = new KnownTokens(2);

    @Test
    void aTokenIsKnownUntilItEnds() {
        tokens.remember("jwt", RUNNER, NOON.plusSeconds(10));

        assertThat(tokens.find("jwt", NOON.plusSeconds(9))).contains(RUNNER);
        assertThat(tokens.find("jwt", NOON.plusSeconds(10))).isEmpty();
    }

    @Test
    void anotherTokenIsNotKnownBecauseOneIs() {
        tokens.remember("jwt", RUNNER, NOON.plusSeconds(10));

        assertThat(tokens.find("jwt.", NOON)).isEmpty();
    }

    @Test
    void noMoreAreKeptThanTheLimit() {
        tokens.remember("first", RUNNER, NOON.plusSeconds(10));
        tokens.remember("second", RUNNER, NOON.plusSeconds(10));
        tokens.remember("third", RUNNER, NOON.plusSeconds(10));

        assertThat(tokens.find("first", NOON)).isEmpty();
        assertThat(tokens.find("third", NOON)).contains(RUNNER);
    }
}

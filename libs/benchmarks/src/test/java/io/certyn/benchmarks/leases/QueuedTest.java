package io.certyn.benchmarks.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueuedTest {

    @Test
    void aSessionsIdIsTheOneThatTheStatementMakesOfItsNumber() {
        assertThat(SessionId.parse(Queued.id(1_000_000)).value())
                .isEqualTo(UUID.fromString("01990000-0000-7000-8000-0000000f4240"));
    }
}

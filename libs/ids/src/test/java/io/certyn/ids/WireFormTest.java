package io.certyn.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormTest {

    @Test
    void everyUuidSurvivesTheWire() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var id = new RunId(new UUID(random.nextLong(), random.nextLong()));

            assertThat(RunId.parse(id.toString())).isEqualTo(id);
        }
    }

    @Test
    void laterIdsSortAfterEarlierOnes() {
        var random = new Random(7);
        var earlier = new SessionId(UuidV7.at(Instant.parse("2026-01-01T00:00:00Z"), random));
        var later = new SessionId(UuidV7.at(Instant.parse("2026-01-01T00:00:00.001Z"), random));

        assertThat(earlier.toString()).isLessThan(later.toString());
        assertThat(later.value().version()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run_",
                "ses_00000000000000000000000000",
                "run_0000000000000000000000000",
                "run_000000000000000000000000000",
                "run_0000000000000000000000000u",
                "run_80000000000000000000000000"
            })
    void whatIsNoRunIdIsRefusedByName(String wire) {
        assertThatThrownBy(() -> RunId.parse(wire))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a run_ id");
    }
}

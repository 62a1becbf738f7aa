package io.certyn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TestClockTest {

    @Test
    void standsStillUntilMoved() {
        // Given
        var clock = new TestClock();
        var elsewhere = clock.withZone(ZoneId.of("Europe/Vienna"));

        // When
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(clock.instant()).isEqualTo(TestClock.NOON.plusSeconds(5));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    }
}

package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void requestsAreSpreadEvenlyAndIdleTimeIsNotSavedUp() {
        var pace = new Pace(2);

        assertThat(pace.take(Duration.ofSeconds(10))).isZero();
        assertThat(pace.take(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.take(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.take(Duration.ofSeconds(60))).isZero();
        assertThat(pace.take(Duration.ofSeconds(60))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void withoutALimitNothingWaits() {
        var pace = new Pace(0);

        assertThat(pace.take(Duration.ZERO)).isZero();
        assertThat(pace.take(Duration.ZERO)).isZero();
    }
}

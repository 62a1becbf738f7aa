package io.certyn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.certyn.benchmarks.Idleness.Times;
import org.junit.jupiter.api.Test;

class IdlenessTest {

    @Test
    void waitingForADiskIsRestAndWhatTheHostTakesIsNot() {
        var before = Times.of("cpu  100 0 50 800 50 0 0 0 7 0");
        var now = Times.of("cpu  110 0 60 860 60 0 0 10 9 0");

        assertThat(before).isEqualTo(new Times(1000, 850));
        assertThat(Idleness.busyShare(before, now)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void noTimeIsNoRest() {
        var now = new Times(1000, 850);

        assertThat(Idleness.busyShare(now, now)).isEqualTo(1);
    }
}

package io.certyn.benchmarks.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final long MILLISECOND = 1_000_000;

    private final Load load = new Load(1000 * MILLISECOND, Duration.ofSeconds(2));

    @Test
    void countsWhatStartsWithinTheWindowHoweverLongItHadWaited() {
        load.started(0, 999 * MILLISECOND);
        load.started(0, 1000 * MILLISECOND);
        load.started(1100 * MILLISECOND, 1110 * MILLISECOND);
        load.started(2900 * MILLISECOND, 2910 * MILLISECOND);
        load.started(2900 * MILLISECOND, 3000 * MILLISECOND);

        assertThat(load.result()).isEqualTo(new Load.Result(1.5, 0, 3, 10, 1000));
    }

    @Test
    void isOverOnceTheWindowHasPassed() {
        assertThat(load.isOver(3000 * MILLISECOND - 1)).isFalse();
        assertThat(load.isOver(3000 * MILLISECOND)).isTrue();
    }

    @Test
    void whereNothingStartedThereIsNoWait() {
        var result = load.result();

        assertThat(result.perSecond()).isZero();
        assertThat(result.p99()).isNaN();
    }
}

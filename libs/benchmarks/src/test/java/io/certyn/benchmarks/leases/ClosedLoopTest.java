package io.certyn.benchmarks.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    private static final long SECOND = 1_000_000_000;

    private final Load load = new Load(0, Duration.ofSeconds(9));
    private final List<String> requested = new ArrayList<>();
    private long now;
    private final ClosedLoop loop = new ClosedLoop(load, requested::add, () -> now);

    @Test
    void asManyAreRequestedAsShallBeInFlight() {
        loop.begin(3);

        assertThat(requested).hasSize(3).doesNotHaveDuplicates();
        assertThat(loop.inFlight()).isEqualTo(3);
    }

    @Test
    void theNextIsRequestedWhenOneEndedAndNotWhenItStarted() {
        loop.begin(1);
        var first = requested.getFirst();

        loop.started(first, 0);
        assertThat(requested).hasSize(1);

        loop.ended(first);
        assertThat(requested).hasSize(2);
        assertThat(loop.inFlight()).isEqualTo(1);
    }

    @Test
    void aWaitGoesFromTheRequestToTheStart() {
        loop.begin(1);
        now = 2 * SECOND;

        loop.started(requested.getFirst(), SECOND);

        assertThat(load.result().p50()).isEqualTo(2000);
    }

    @Test
    void aRepeatedAnswerCountsOnce() {
        loop.begin(1);
        var first = requested.getFirst();

        loop.started(first, 0);
        loop.started(first, 0);
        loop.ended(first);
        loop.ended(first);

        assertThat(load.result().most()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(requested).hasSize(2);
    }

    @Test
    void hasRunOutWhenWhatStartedHasEnded() throws InterruptedException {
        loop.begin(1);
        assertThat(loop.ranOut(Duration.ZERO)).isFalse();
        loop.started(requested.getFirst(), 0);
        assertThat(loop.ranOut(Duration.ZERO)).isFalse();
        now = 9 * SECOND;

        loop.ended(requested.getFirst());

        assertThat(loop.ranOut(Duration.ZERO)).isTrue();
    }

    @Test
    void nothingFollowsOnceTheLoadIsOver() {
        loop.begin(1);
        loop.started(requested.getFirst(), 0);
        now = 9 * SECOND;

        loop.ended(requested.getFirst());

        assertThat(requested).hasSize(1);
        assertThat(loop.inFlight()).isZero();
    }
}

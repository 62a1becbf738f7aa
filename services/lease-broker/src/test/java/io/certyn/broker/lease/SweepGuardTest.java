package io.certyn.broker.lease;

import static io.certyn.broker.lease.LeaseSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SweepGuardTest {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final SweepGuard STEADY =
            new SweepGuard(NOON, "server-1", NOON.minusSeconds(60));

    @Test
    void aSteadySweeperMayExpire() {
        var now = NOON.plusSeconds(1);
        assertThat(STEADY.beat(now, "server-1", Duration.ofSeconds(1), TTL).mayExpire(now))
                .isTrue();
    }

    @Test
    void nothingExpiresForOneTtlAfterTheFirstBeat() {
        var first = new SweepGuard(null, "", NOON).beat(NOON, "server-1", null, TTL);
        assertThat(first.mayExpire(NOON.plusSeconds(29))).isFalse();
        assertThat(first.mayExpire(NOON.plusSeconds(30))).isTrue();
    }

    @Test
    void nothingExpiresForOneTtlAfterAGap() {
        var now = NOON.plusSeconds(6);
        var guard = STEADY.beat(now, "server-1", null, TTL);
        assertThat(guard.mayExpire(now)).isFalse();
        assertThat(guard.noExpiryBefore()).isEqualTo(now.plus(TTL));
    }

    @Test
    void anotherDatabaseServerIsNotTrustedAtOnce() {
        var now = NOON.plusSeconds(1);
        assertThat(STEADY.beat(now, "server-2", Duration.ofSeconds(1), TTL).mayExpire(now))
                .isFalse();
    }

    @Test
    void aClockThatJumpedIsNotTrustedAtOnce() {
        var ahead = NOON.plusSeconds(4);
        var back = NOON.minusSeconds(1);
        assertThat(STEADY.beat(ahead, "server-1", Duration.ofSeconds(1), TTL).mayExpire(ahead))
                .isFalse();
        assertThat(STEADY.beat(back, "server-1", Duration.ofSeconds(1), TTL).mayExpire(back))
                .isFalse();
    }

    @Test
    void anotherReplicasBeatIsNoJump() {
        var now = NOON.plusMillis(100);
        assertThat(STEADY.beat(now, "server-1", Duration.ofSeconds(1), TTL).mayExpire(now))
                .isTrue();
    }
}

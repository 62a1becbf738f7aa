package io.certyn.runner.work;

import static io.certyn.runner.work.HeldLease.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import io.certyn.runner.work.HeldLease.Decision;
import io.certyn.runner.work.HeldLease.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldLeaseTest {

    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(5));
    private static final LeaseKey KEY = new LeaseKey(new SessionId(UUID.randomUUID()), 3);
    private static final long SENT = seconds(100);

    @Test
    void theDeadlineCountsFromSendingAndNotFromHearing() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);

        assertThat(decide(claimed, new Event.Ticked(), seconds(120) - 1))
                .isEqualTo(new Decision.Kept(claimed));
        assertThat(decide(claimed, new Event.Ticked(), seconds(120)))
                .isEqualTo(new Decision.Dropped(KEY, HeldLease.SELF_DEADLINE));
    }

    @Test
    void anAcknowledgedRenewalMovesTheDeadlineToItsSendingPlusTheTerm() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);

        // Sent at 110, heard at 118.
        var renewed = kept(decide(claimed, new Event.Renewed(seconds(110)), seconds(118)));

        assertThat(renewed.deadline()).isEqualTo(seconds(130));
    }

    @Test
    void aRenewalHeardOutOfOrderNeverShortensTheDeadline() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);
        var renewed = kept(decide(claimed, new Event.Renewed(seconds(110)), seconds(111)));

        var late = kept(decide(renewed, new Event.Renewed(seconds(105)), seconds(112)));

        assertThat(late.deadline()).isEqualTo(seconds(130));
    }

    @Test
    void theTickMayOverflow() {
        long almost = Long.MAX_VALUE - seconds(10);
        var claimed = HeldLease.claimed(KEY, TERMS, almost);

        assertThat(decide(claimed, new Event.Ticked(), almost + seconds(19)))
                .isInstanceOf(Decision.Kept.class);
        assertThat(decide(claimed, new Event.Ticked(), almost + seconds(20)))
                .isInstanceOf(Decision.Dropped.class);
    }

    @Test
    void aRejectedRenewalDropsTheLeaseLongBeforeItsDeadline() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);

        assertThat(decide(claimed, new Event.Rejected("STALE"), SENT + 1))
                .isEqualTo(new Decision.Dropped(KEY, "STALE"));
    }

    @Test
    void aLeaseWithoutAnAgentHasNothingToStopAndWaitsForItsCompletion() {
        var finishing =
                kept(decide(HeldLease.claimed(KEY, TERMS, SENT), new Event.AgentGone(), SENT));

        assertThat(decide(finishing, new Event.Ticked(), seconds(1_000)))
                .isEqualTo(new Decision.Kept(finishing));
        assertThat(finishing.phase()).isEqualTo(Phase.FINISHING);
        assertThat(decide(finishing, new Event.CompletionAcknowledged(), seconds(1_000)))
                .isEqualTo(new Decision.Over(KEY));
        assertThat(decide(finishing, new Event.Rejected("KILL"), seconds(1_000)))
                .isEqualTo(new Decision.Dropped(KEY, "KILL"));
    }

    @Test
    void aPhaseOnlyGoesForward() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);
        var running = kept(decide(claimed, new Event.Progressed(Phase.RUNNING), SENT));

        var late = kept(decide(running, new Event.Progressed(Phase.STARTING), SENT));

        assertThat(late.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whatAnAgentIsMadeOfIsKnownWhileItRuns() {
        var claimed = HeldLease.claimed(KEY, TERMS, SENT);

        var running = kept(decide(claimed, new Event.Running(Optional.of("agent@1")), SENT));
        var renewed = kept(decide(running, new Event.Renewed(SENT + 1), SENT + 2));

        assertThat(claimed.image()).isEmpty();
        assertThat(running.phase()).isEqualTo(Phase.RUNNING);
        assertThat(renewed.image()).contains("agent@1");
        assertThat(kept(decide(renewed, new Event.AgentGone(), SENT + 3)).image()).isEmpty();
    }

    private static HeldLease kept(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Kept.class);
        return ((Decision.Kept) decision).lease();
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}

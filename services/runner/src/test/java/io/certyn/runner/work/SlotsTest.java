package io.certyn.runner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import io.certyn.runner.work.HeldLease.Decision;
import io.certyn.runner.work.HeldLease.Event;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private final Slots slots = new Slots(2);
    private long now;

    @Test
    void aSlotIsTakenBeforeTheClaimIsSent() {
        assertThat(slots.reserve(session())).isTrue();
        assertThat(slots.reserve(session())).isTrue();
        assertThat(slots.reserve(session())).isFalse();
        assertThat(slots.free()).isZero();
    }

    @Test
    void untilAnAgentCouldBeStartedNothingIsTaken() {
        slots.ready(false);
        assertThat(slots.reserve(session())).isFalse();

        slots.ready(true);
        assertThat(slots.free()).isEqualTo(2);
        assertThat(slots.reserve(session())).isTrue();
    }

    @Test
    void aRefusedClaimGivesTheSlotBack() {
        var session = session();
        slots.reserve(session);

        slots.release(session);

        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void theSameSessionIsNotClaimedTwiceAtATime() {
        var session = session();

        assertThat(slots.reserve(session)).isTrue();
        assertThat(slots.reserve(session)).isFalse();
    }

    @Test
    void anOfferRungAgainIsKnownWhileItsSessionIsClaimedOrHeld() {
        var session = session();
        assertThat(slots.knows(session, 0)).isFalse();

        slots.reserve(session);
        assertThat(slots.knows(session, 0)).isTrue();
        slots.hold(new LeaseKey(session, 1), TERMS, 0, now);

        assertThat(slots.knows(session, 0)).isTrue();
        assertThat(slots.knows(session, 1)).isFalse();
    }

    @Test
    void anAnswerThatComesAfterTheSelfDeadlineIsNotStarted() {
        var session = session();
        slots.reserve(session);
        now = seconds(20);

        assertThat(slots.hold(new LeaseKey(session, 1), TERMS, 0, now)).isFalse();
        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void aResultOnItsWayHoldsNoSlotButNotMoreThanThereAreSlots() {
        var first = held();
        var second = held();
        slots.apply(first, new Event.AgentGone(), now);
        assertThat(slots.free()).isEqualTo(1);

        slots.apply(second, new Event.AgentGone(), now);
        assertThat(slots.free()).isZero();

        slots.apply(first, new Event.CompletionAcknowledged(), now);
        assertThat(slots.free()).isEqualTo(2);
        assertThat(slots.idle()).isFalse();
    }

    @Test
    void timeDropsExactlyTheLeasesThatNobodyRenewed() {
        var renewed = held();
        var forgotten = held();
        now = seconds(15);
        slots.apply(renewed, new Event.Renewed(now), now);

        now = seconds(21);

        assertThat(slots.tick(now))
                .containsExactly(new Decision.Dropped(forgotten, HeldLease.SELF_DEADLINE));
        assertThat(slots.holds(renewed)).isTrue();
        assertThat(slots.remaining(renewed, now)).isEqualTo(Duration.ofSeconds(14));
        assertThat(slots.remaining(forgotten, now)).isZero();
    }

    @Test
    void whatIsSaidAboutALeaseThatIsNotHeldChangesNothing() {
        var key = new LeaseKey(session(), 1);

        assertThat(slots.apply(key, new Event.Renewed(now), now)).isEmpty();
        assertThat(slots.leases()).isEmpty();
    }

    @Test
    void aDrainingRunnerTakesNothingUntilItIsWantedAgain() {
        slots.wanted(false);
        assertThat(slots.reserve(session())).isFalse();

        slots.wanted(true);
        assertThat(slots.reserve(session())).isTrue();
    }

    @Test
    void aClosedRunnerStartsNotEvenWhatItHasClaimed() throws InterruptedException {
        var session = session();
        slots.reserve(session);

        slots.close();

        assertThat(slots.hold(new LeaseKey(session, 1), TERMS, now, now)).isFalse();
        assertThat(slots.awaitFree()).isFalse();
        assertThat(slots.idle()).isTrue();
    }

    private LeaseKey held() {
        var session = session();
        slots.reserve(session);
        var key = new LeaseKey(session, 1);
        assertThat(slots.hold(key, TERMS, now, now)).isTrue();
        return key;
    }

    private static SessionId session() {
        return new SessionId(UUID.randomUUID());
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}

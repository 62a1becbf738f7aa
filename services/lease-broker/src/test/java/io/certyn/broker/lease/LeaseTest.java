package io.certyn.broker.lease;

import static io.certyn.broker.lease.LeaseSamples.HOLDER;
import static io.certyn.broker.lease.LeaseSamples.NOON;
import static io.certyn.broker.lease.LeaseSamples.OTHER;
import static io.certyn.broker.lease.LeaseSamples.PASSED;
import static io.certyn.broker.lease.LeaseSamples.RESTARTED;
import static io.certyn.broker.lease.LeaseSamples.SESSION;
import static io.certyn.broker.lease.LeaseSamples.TERMS;
import static io.certyn.broker.lease.LeaseSamples.cancelled;
import static io.certyn.broker.lease.LeaseSamples.claimant;
import static io.certyn.broker.lease.LeaseSamples.complete;
import static io.certyn.broker.lease.LeaseSamples.failed;
import static io.certyn.broker.lease.LeaseSamples.held;
import static io.certyn.broker.lease.LeaseSamples.queued;
import static io.certyn.broker.lease.LeaseSamples.spec;
import static io.certyn.broker.lease.LeaseSamples.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.PoolId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseTest {

    @Test
    void aClaimRaisesTheEpoch() {
        // When
        var decision = decide(queued(3, 0), new LeaseCommand.Claim(claimant(HOLDER), 3, "o"), NOON);

        // Then
        var lease = moved(decision, Lease.Held.class);
        assertThat(lease.epoch()).isEqualTo(4);
        assertThat(lease.hold().expiresAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void aRepeatedClaimGetsTheSameLease() {
        var lease = held(Stage.LEASED);
        var claim = new LeaseCommand.Claim(claimant(HOLDER), 0, "offer-1");
        assertThat(decide(lease, claim, NOON)).isEqualTo(new Decision.Unchanged(lease));
    }

    @Test
    void anotherOffersClaimIsNoRepeat() {
        var claim = new LeaseCommand.Claim(claimant(HOLDER), 0, "offer-2");
        assertThat(decide(held(Stage.LEASED), claim, NOON)).isEqualTo(refused(Refusal.TAKEN));
    }

    @Test
    void nobodyElseGetsWhatIsHeld() {
        var claim = new LeaseCommand.Claim(claimant(OTHER), 0, "offer-1");
        assertThat(decide(held(Stage.LEASED), claim, NOON)).isEqualTo(refused(Refusal.TAKEN));
    }

    @Test
    void aRunnerOfAnotherPoolLearnsNothing() {
        var stranger =
                new Claimant(
                        OTHER,
                        LeaseSamples.TENANT,
                        new PoolId(new UUID(9, 9)),
                        true,
                        Map.of(),
                        1,
                        1);
        var claim = new LeaseCommand.Claim(stranger, 0, "o");
        assertThat(decide(queued(0, 0), claim, NOON)).isEqualTo(refused(Refusal.TAKEN));
    }

    @Test
    void theTenantsCapHolds() {
        var claim = new LeaseCommand.Claim(claimant(HOLDER).withTenantRoom(0), 0, "o");
        assertThat(decide(queued(0, 0), claim, NOON)).isEqualTo(refused(Refusal.TENANT_CAP));
    }

    @Test
    void aReportUnderAnotherEpochIsVoid() {
        var report = new LeaseCommand.Progress(HOLDER, 2, Stage.RUNNING, null);
        assertThat(decide(held(Stage.LEASED), report, NOON)).isEqualTo(refused(Refusal.STALE));
    }

    @Test
    void anOlderInstanceRenewsNothing() {
        var lease =
                moved(
                        decide(held(Stage.RUNNING), new LeaseCommand.Adopt(RESTARTED, 1), NOON),
                        Lease.Held.class);
        var report = new LeaseCommand.Progress(HOLDER, 1, Stage.RUNNING, null);
        assertThat(decide(lease, report, NOON)).isEqualTo(refused(Refusal.STALE));
    }

    @Test
    void anInstanceOnAnotherHostAdoptsNothing() {
        var elsewhere = new Holder(HOLDER.runner(), 2, "host-9");
        assertThat(decide(held(Stage.RUNNING), new LeaseCommand.Adopt(elsewhere, 1), NOON))
                .isEqualTo(refused(Refusal.STALE));
        assertThat(decide(held(Stage.RUNNING), new LeaseCommand.Lose(elsewhere, 1), NOON))
                .isEqualTo(refused(Refusal.STALE));
    }

    @Test
    void aLateReportOfAnEarlierStageRenewsWithoutGoingBack() {
        var report = new LeaseCommand.Progress(HOLDER, 1, Stage.STARTING, null);
        var later = NOON.plusSeconds(7);
        var lease = moved(decide(held(Stage.RUNNING), report, later), Lease.Held.class);
        assertThat(lease.stage()).isEqualTo(Stage.RUNNING);
        assertThat(lease.hold().expiresAt()).isEqualTo(later.plusSeconds(30));
    }

    @Test
    void whatIsOverdueIsNotRenewed() {
        var report = new LeaseCommand.Progress(HOLDER, 1, Stage.RUNNING, null);
        assertThat(decide(held(Stage.RUNNING), report, NOON.plusSeconds(120)))
                .isEqualTo(refused(Refusal.OVERDUE));
    }

    @Test
    void aTimedOutSessionIsNotTriedAgain() {
        var decision =
                decide(held(Stage.RUNNING), new LeaseCommand.Expire(), NOON.plusSeconds(121));
        assertThat(ending(decision)).isEqualTo(Ending.error(Ending.SESSION_TIMEOUT));
    }

    @Test
    void aLostSessionWaitsAgainUntilItsAttemptsAreSpent() {
        var expire = new LeaseCommand.Expire();
        var first = decide(held(spec(), Stage.RUNNING, 0), expire, NOON.plusSeconds(30));
        var second = decide(held(spec(), Stage.RUNNING, 1), expire, NOON.plusSeconds(30));

        var again = moved(first, Lease.Queued.class);
        assertThat(again.lost()).isEqualTo(1);
        assertThat(again.epoch()).isEqualTo(1);
        assertThat(again.avoid()).isEqualTo(HOLDER.runner());
        assertThat(ending(second)).isEqualTo(Ending.error(Ending.RUNNER_LOST));
    }

    @Test
    void afterTheFirstLossASessionRestsLongerAndLonger() {
        var now = NOON.plusSeconds(30);
        var seconds = new int[] {0, 10, 60, 60};
        for (int lost = 0; lost < seconds.length; lost++) {
            var lease = held(spec(SESSION, RetryOnLost.ALWAYS, 9), Stage.RUNNING, lost);
            var again = moved(decide(lease, new LeaseCommand.Expire(), now), Lease.Queued.class);
            var claim = new LeaseCommand.Claim(claimant(OTHER), lost + 1, "o");
            var due = now.plusSeconds(seconds[lost]);
            moved(decide(again, claim, due), Lease.Held.class);
            assertThat(again.until()).isEqualTo(due.plus(Duration.ofHours(1)));
            if (seconds[lost] > 0) {
                assertThat(decide(again, claim, due.minusMillis(1)))
                        .isEqualTo(refused(Refusal.NOT_DUE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aSessionThatChangesDataIsTriedAgainOnlyIfItCannotHaveStarted(Stage stage) {
        var mutating = spec(SESSION, RetryOnLost.IF_NOT_STARTED, 2);
        var decision =
                decide(held(mutating, stage, 0), new LeaseCommand.Expire(), NOON.plusSeconds(30));
        var isTriedAgain = moved(decision, Lease.class) instanceof Lease.Queued;
        assertThat(isTriedAgain).isEqualTo(stage.isBefore(Stage.RUNNING));
    }

    @Test
    void cancellationBeatsALaterResult() {
        var decision = decide(cancelled(Stage.RUNNING), complete(PASSED, null), NOON);
        assertThat(ending(decision)).isEqualTo(Ending.cancelled("bb"));
    }

    @Test
    void cancellationBeatsRequeueing() {
        var expired =
                decide(cancelled(Stage.RUNNING), new LeaseCommand.Expire(), NOON.plusSeconds(30));
        var crashed =
                decide(cancelled(Stage.RUNNING), complete(failed("AGENT_CRASHED"), null), NOON);
        assertThat(ending(expired)).isEqualTo(Ending.cancelled(null));
        assertThat(ending(crashed)).isEqualTo(Ending.cancelled(null));
    }

    @Test
    void whoDrainsTooLongIsStoppedAndRunsAgainAsIfNothingWasLost() {
        var told = decide(held(Stage.RUNNING), new LeaseCommand.Drain(), NOON);
        var stopped = moved(told, Lease.Held.class);
        assertThat(stopped.stop()).isEqualTo(StopReason.DRAINED);
        assertThat(stopped.deadline()).isEqualTo(NOON.plusSeconds(30));
        assertThat(decide(stopped, new LeaseCommand.Drain(), NOON))
                .isEqualTo(new Decision.Unchanged(stopped));

        var reported = decide(stopped, complete(failed("CANCELLED"), null), NOON);
        var silent = decide(stopped, new LeaseCommand.Expire(), NOON.plusSeconds(31));

        for (var decision : List.of(reported, silent)) {
            assertThat(moved(decision, Lease.Queued.class).lost()).isZero();
            assertThat(
                            ((LeaseEvent.Requeued) ((Decision.Moved) decision).events().getLast())
                                    .reason())
                    .isEqualTo(Ending.RUNNER_DRAINED);
        }
    }

    @Test
    void whatADrainedSessionFoundOutInTimeCounts() {
        var decision =
                decide(stopped(Stage.RUNNING, StopReason.DRAINED), complete(PASSED, null), NOON);
        assertThat(ending(decision)).isEqualTo(Ending.reported(PASSED));
    }

    @Test
    void aDrainedSessionThatChangesDataIsNotRunTwice() {
        var mutating = spec(SESSION, RetryOnLost.IF_NOT_STARTED, 2);
        var told = decide(held(mutating, Stage.RUNNING, 0), new LeaseCommand.Drain(), NOON);

        var decision =
                decide(moved(told, Lease.Held.class), complete(failed("CANCELLED"), null), NOON);

        assertThat(ending(decision)).isEqualTo(Ending.error(Ending.RUNNER_DRAINED));
    }

    @Test
    void cancellationBeatsADrainAndNotTheOtherWayRound() {
        var drained = stopped(Stage.RUNNING, StopReason.DRAINED);
        var cancelled = cancelled(Stage.RUNNING);

        var both = moved(decide(drained, new LeaseCommand.Cancel(), NOON), Lease.Held.class);

        assertThat(both.stop()).isEqualTo(StopReason.CANCELLED);
        assertThat(both.deadline()).isEqualTo(drained.deadline());
        assertThat(decide(cancelled, new LeaseCommand.Drain(), NOON))
                .isEqualTo(new Decision.Unchanged(cancelled));
    }

    @Test
    void aCrashIsTriedAgainAndAnotherFailureIsNot() {
        var crash = decide(held(Stage.RUNNING), complete(failed("AGENT_CRASHED"), null), NOON);
        var image = decide(held(Stage.STARTING), complete(failed("IMAGE_MISSING"), null), NOON);
        assertThat(moved(crash, Lease.Queued.class).lost()).isEqualTo(1);
        assertThat(ending(image).reason()).isEqualTo("IMAGE_MISSING");
        assertThat(ending(image).message()).isEqualTo("it broke");
    }

    @Test
    void aSessionGivenBackUnstartedHasLostNothing() {
        var decision =
                decide(held(Stage.LEASED), new LeaseCommand.Release(HOLDER, "offer-1"), NOON);
        assertThat(moved(decision, Lease.Queued.class).lost()).isZero();
    }

    @Test
    void aDeclineOfAnEarlierOfferGivesNothingBack() {
        var decision =
                decide(held(Stage.LEASED), new LeaseCommand.Release(HOLDER, "offer-0"), NOON);
        assertThat(decision).isEqualTo(refused(Refusal.STALE));
    }

    @Test
    void theAcceptedReportMayBeRepeatedAndNoOtherFollows() {
        var over = new Lease.Finished(SESSION, 1, 1);
        assertThat(decide(over, complete(PASSED, "aa"), NOON))
                .isEqualTo(new Decision.Unchanged(over));
        assertThat(decide(over, complete(PASSED, "zz"), NOON)).isEqualTo(refused(Refusal.CONFLICT));
        assertThat(decide(over, complete(PASSED, null), NOON)).isEqualTo(refused(Refusal.STALE));
    }

    @Test
    void theQueueEndsAtItsDeadline() {
        var decision = decide(queued(0, 0), new LeaseCommand.Expire(), NOON.plusSeconds(3600));
        assertThat(ending(decision)).isEqualTo(Ending.error(Ending.QUEUE_TIMEOUT));
    }

    @Test
    void termsThatLetTwoRunnersWorkAtOnceAreRefused() {
        var limits = TERMS.limits();
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() ->
                        new Terms(
                                second.multipliedBy(5),
                                second.multipliedBy(20),
                                second.multipliedBy(5),
                                second.multipliedBy(29),
                                second,
                                limits))
                .hasMessageContaining("ttl PT29S");
        assertThatThrownBy(() ->
                        new Terms(
                                second.multipliedBy(7),
                                second.multipliedBy(20),
                                second.multipliedBy(5),
                                second.multipliedBy(30),
                                second,
                                limits))
                .hasMessageContaining("self-deadline PT20S");
    }

    private static Decision decide(Lease lease, LeaseCommand command, Instant now) {
        return Lease.decide(lease, command, now, TERMS);
    }

    private static Decision refused(Refusal why) {
        return new Decision.Refused(why);
    }

    private static <T extends Lease> T moved(Decision decision, Class<T> to) {
        assertThat(decision).isInstanceOf(Decision.Moved.class);
        return to.cast(((Decision.Moved) decision).lease());
    }

    private static Ending ending(Decision decision) {
        moved(decision, Lease.Finished.class);
        return ((LeaseEvent.Finished) ((Decision.Moved) decision).events().getLast()).ending();
    }
}

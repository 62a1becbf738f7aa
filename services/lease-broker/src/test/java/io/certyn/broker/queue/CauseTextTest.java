package io.certyn.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.certyn.broker.pool.PoolState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CauseTextTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String BUSY = "All 4 slots of the runners that suit are busy";

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(
                        new Cause.SelfHostedOff("east"),
                        "Pool east takes nothing: self-hosted runners are not open to this tenant;"
                                + " ask who operates this installation."),
                arguments(
                        new Cause.RunnerVersionTooOld("2.0.0"),
                        "Every runner that suits is older than 2.0.0; start a newer image of the"
                                + " runner."),
                arguments(
                        new Cause.ScheduledLater(NOON),
                        "It was asked for later and does not start before 2026-03-02T12:00:00Z."),
                arguments(
                        new Cause.RetryBackoff(2, Optional.of("rnr_1"), NOON),
                        "2 runners lost it, the last was rnr_1; it rests until"
                                + " 2026-03-02T12:00:00Z."),
                arguments(
                        new Cause.PoolPaused("east", PoolState.DRAINING),
                        "Pool east is draining and takes nothing new; resume it."),
                arguments(
                        new Cause.NoRunnersRegistered("east"),
                        "Pool east has no runner; register one."),
                arguments(
                        new Cause.NoRunnerMatchesLabels(
                                "bert", Map.of("os", "linux", "gpu", "yes")),
                        "No runner has every label; bert, the nearest, lacks gpu=yes, os=linux."),
                arguments(
                        new Cause.MatchingRunnersOffline(1, Optional.of(NOON)),
                        "The runner that suits is offline; last seen 2026-03-02T12:00:00Z."),
                arguments(
                        new Cause.MatchingRunnersOffline(3, Optional.empty()),
                        "All 3 runners that suit are offline and never were online."),
                arguments(
                        new Cause.MatchingRunnersDraining(Set.of("bert", "anna")),
                        "Every runner that suits is draining: anna, bert; resume one."),
                arguments(
                        new Cause.TenantConcurrencyLimit(5, 5),
                        "5 sessions run, and 5 may run at a time."),
                arguments(
                        new Cause.Offered(Optional.empty(), NOON),
                        "It is being offered to a runner."),
                arguments(new Cause.AllSlotsBusy(4, 4, 7), BUSY + "."),
                arguments(
                        new Cause.AllSlotsBusy(3, 4, 2),
                        "3 of 4 slots of the runners that suit are busy, and 2 sessions come"
                                + " first."),
                arguments(
                        new Cause.AllSlotsBusy(1, 1, 0),
                        "The only slot of the runners that suit is busy."),
                arguments(
                        new Cause.BehindHigherPriority(1, 4, 4),
                        BUSY + ", and a session of higher priority comes first."),
                arguments(
                        new Cause.BehindHigherPriority(2, 4, 4),
                        BUSY + ", and 2 sessions of higher priority come first."),
                arguments(
                        new Cause.ControlPlaneDegraded(NOON),
                        "There is room, but nobody has been offered the session since"
                                + " 2026-03-02T12:00:00Z; see the log of the lease-broker."));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseIsASentence(Cause cause, String sentence) {
        assertThat(CauseText.of(Optional.of(cause))).isEqualTo(sentence);
    }

    @Test
    void noneIsOneToo() {
        assertThat(CauseText.of(Optional.empty()))
                .isEqualTo("It is about to be offered to a runner.");
    }
}

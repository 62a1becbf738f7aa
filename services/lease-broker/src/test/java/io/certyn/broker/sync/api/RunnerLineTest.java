package io.certyn.broker.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.sync.api.ParkedPolls.Wake;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunnerLineTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final RunnerLine line = new RunnerLine();
    private final CompletableFuture<Void> stays = new CompletableFuture<>();

    @Test
    void aRingEndsTheParkedPoll() {
        var poll = park(stays);
        line.ring();
        assertThat(poll.join()).isEqualTo(Wake.RUNG);
    }

    @Test
    void aRingBetweenTwoPollsIsNotLost() {
        line.ring();
        assertThat(park(stays).join()).isEqualTo(Wake.RUNG);
        assertThat(park(stays)).isNotDone();
    }

    @Test
    void aNewerPollReleasesTheOlder() {
        var older = park(stays);
        var newer = park(stays);
        assertThat(older.join()).isEqualTo(Wake.REPLACED);
        assertThat(newer).isNotDone();
    }

    @Test
    void aRunnerThatHangsUpEndsItsOwnPollOnly() {
        var hangsUp = new CompletableFuture<Void>();
        var older = park(hangsUp);
        var newer = park(stays);
        hangsUp.complete(null);
        assertThat(older.join()).isEqualTo(Wake.REPLACED);
        assertThat(newer).isNotDone();
    }

    @Test
    void aDeadPollIsNotTakenForAParkedOne() {
        var hangsUp = new CompletableFuture<Void>();
        var poll = park(hangsUp);
        hangsUp.complete(null);
        assertThat(poll.join()).isEqualTo(Wake.GONE);
        line.ring();
        assertThat(park(stays).join()).isEqualTo(Wake.RUNG);
    }

    @Test
    void theSameNewsIsNewsOnce() {
        assertThat(line.tell(Set.of("a"))).isTrue();
        assertThat(line.tell(Set.of("a"))).isFalse();
        assertThat(line.tell(Set.of("a", "b"))).isTrue();
        assertThat(line.tell(Set.of())).isFalse();
    }

    private CompletableFuture<Wake> park(CompletableFuture<Void> gone) {
        return line.park(LONG, gone).subscribeAsCompletionStage();
    }
}

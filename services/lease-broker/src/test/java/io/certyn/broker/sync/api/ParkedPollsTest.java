package io.certyn.broker.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.sync.api.ParkedPolls.Wake;
import io.certyn.ids.RunnerId;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParkedPollsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ParkedPolls polls = new ParkedPolls();

    @Test
    void aNodeThatEndsAnswersWhoWaitsAndLetsNobodyWaitLong() throws Exception {
        var waiting = park(1);

        polls.end(new ShutdownDelayInitiatedEvent());

        assertThat(waiting).isCompletedWithValue(Wake.TIME_UP);
        assertThat(park(2).get(30, TimeUnit.SECONDS)).isEqualTo(Wake.TIME_UP);
    }

    @Test
    void aCommandThatWasNotToldEndsThePollOfItsRunner() {
        var command = new UUID(1, 1);
        var waiting = park(1);
        var other = park(2);

        polls.given(command, new RunnerId(new UUID(0, 1)));

        assertThat(waiting).isCompletedWithValue(Wake.RUNG);
        assertThat(other).isNotDone();
        polls.tell(new RunnerId(new UUID(0, 1)), Set.of(command.toString()));
        var again = park(1);
        polls.given(command, new RunnerId(new UUID(0, 1)));
        assertThat(again).isNotDone();
    }

    @Test
    void nothingIsKeptOfRunnersThatPollElsewhere() {
        polls.given(new UUID(1, 1), new RunnerId(new UUID(0, 1)));

        assertThat(polls.isAnybodyKnown()).isFalse();
        assertThat(park(1)).isNotDone();
    }

    private CompletableFuture<Wake> park(long runner) {
        return polls.park(new RunnerId(new UUID(0, runner)), LONG, new CompletableFuture<>())
                .subscribeAsCompletionStage();
    }
}

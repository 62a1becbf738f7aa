package io.certyn.broker.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.sync.api.ParkedPolls.Wake;
import io.certyn.ids.RunnerId;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
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

    private CompletableFuture<Wake> park(long runner) {
        return polls.park(new RunnerId(new UUID(0, runner)), LONG, new CompletableFuture<>())
                .subscribeAsCompletionStage();
    }
}

package io.certyn.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.runner.executor.Executor.Leftover;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What executors do besides that start agents before there is a session for them. */
public abstract class AheadContract extends ExecutorContract {

    @Test
    void whatWasTiedToASessionLaterIsKnownFromWhatStillWaits() throws Exception {
        var bound = start("one").agent();
        bound.bind(lease, List.of(), () -> true);
        var waiting = start("two").agent();

        var leftovers = leftovers();

        assertThat(leftovers)
                .extracting(Leftover::lease)
                .containsExactlyInAnyOrder(Optional.of(lease), Optional.empty());
        await().atMost(Duration.ofSeconds(10)).until(() -> !bound.isAlive() && !waiting.isAlive());
    }

    /** An agent that waits for a session. */
    protected Started start(String name) throws IOException {
        return Started.by(executor, directory, name);
    }
}

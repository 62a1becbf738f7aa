package io.certyn.orchestrator.run.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.run.store.Runs;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunChangesTest {

    private static final RunId RUN = new RunId(new UUID(0, 1));

    private final RunChanges changes =
            new RunChanges(
                    new Runs(
                            new NewIds(InstantSource.system(), new Random(1)),
                            InstantSource.system()),
                    RunConfigTest.config(Map.of()));

    @Test
    void aNodeThatEndsAnswersWhoWaitsAndLetsNobodyWaitLong() throws Exception {
        var waiting = waiting();

        changes.end(new ShutdownDelayInitiatedEvent());

        assertThat(waiting).isCompletedWithValue(false);
        assertThat(waiting().get(30, TimeUnit.SECONDS)).isFalse();
    }

    private CompletableFuture<Boolean> waiting() {
        return changes.watch(RUN, 1)
                .orElseThrow()
                .changes(Duration.ofMinutes(1))
                .subscribeAsCompletionStage();
    }
}

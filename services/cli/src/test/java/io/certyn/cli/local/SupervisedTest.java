package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.certyn.local.LocalStackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

    @TempDir Path directory;

    private final List<Running> launched = new CopyOnWriteArrayList<>();
    private ProcessLedger ledger;

    @BeforeEach
    void openLedger() {
        ledger = new ProcessLedger(directory.resolve("processes.json"));
    }

    @Test
    void aKilledPartIsStartedAgain() {
        try (var part = Supervised.start("part", this::sleeper, ledger)) {
            // Given
            var first = launched.getFirst();

            // When
            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

            // Then
            await().until(() -> launched.size() == 2 && part.isAlive());
            assertThat(launched.get(1).pid()).isNotEqualTo(first.pid());
        }
    }

    @Test
    void aStoppedPartStaysDownAndLeavesTheLedger() {
        // Given
        var part = Supervised.start("part", this::sleeper, ledger);

        // When
        part.close();

        // Then
        assertThat(launched).hasSize(1);
        assertThat(part.isAlive()).isFalse();
        assertThat(directory.resolve("processes.json")).content().isEqualTo("{}");
    }

    @Test
    void aPartStoppedWhileItWaitsToBeStartedAgainStaysDown() {
        // Given
        var part = Supervised.start("part", () -> launch("true"), ledger);
        await().until(() -> !part.isAlive());

        // When
        part.close();

        // Then
        await().during(java.time.Duration.ofMillis(900)).until(() -> launched.size() == 1);
    }

    @Test
    void aPartStoppedWhileItIsLaunchedAgainDoesNotOutliveTheStop() throws Exception {
        // Given
        var launching = new CountDownLatch(2);
        var stopping = new CountDownLatch(1);
        var part =
                Supervised.start(
                        "part",
                        () -> {
                            launching.countDown();
                            awaitUnlessFirst(launching, stopping);
                            return sleeper();
                        },
                        ledger);
        ProcessHandle.of(launched.getFirst().pid()).orElseThrow().destroyForcibly();
        launching.await();

        // When
        var stop = Thread.ofVirtual().start(part::close);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        stopping.countDown();
        stop.join();

        // Then
        assertThat(launched).hasSize(2).noneMatch(Running::isAlive);
    }

    private static void awaitUnlessFirst(CountDownLatch launching, CountDownLatch stopping) {
        try {
            if (launching.getCount() == 0) {
                stopping.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureOfTheFirstStartIsTheCallers() {
        assertThatThrownBy(() -> Supervised.start("part", () -> launch("/no/such/program"), ledger))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("/no/such/program");
    }

    private Running sleeper() {
        return launch("sleep", "60");
    }

    private Running launch(String... command) {
        var process =
                ChildProcess.start(
                        List.of(command),
                        Map.of(),
                        directory.resolve("log"),
                        Duration.ofSeconds(10));
        launched.add(process);
        return process;
    }
}

package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLedgerTest {

    @TempDir Path directory;

    private final Process child = sleeper();

    @AfterEach
    void endChild() {
        child.destroyForcibly();
    }

    @Test
    void whatAKilledSupervisorLeftIsEnded() throws Exception {
        // Given
        var file = directory.resolve("processes.json");
        new ProcessLedger(file).add("part", child.pid());

        // When
        ProcessLedger.endLeftovers(file);

        // Then
        assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aProcessThatGotTheIdLaterIsLeftAlone() throws IOException {
        // Given
        var file = directory.resolve("processes.json");
        Files.writeString(
                file,
                "{\"part\":{\"pid\":" + child.pid() + ",\"started\":\"2020-01-01T00:00:00Z\"}}");

        // When
        ProcessLedger.endLeftovers(file);

        // Then
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void aBrokenLedgerEndsNothing() throws IOException {
        // Given
        var file = directory.resolve("processes.json");
        Files.writeString(file, "{\"part\":{\"pid\":");

        // When
        ProcessLedger.endLeftovers(file);

        // Then
        assertThat(file).doesNotExist();
    }

    @Test
    void theSupervisorIsFoundWhileItLives() throws Exception {
        // Given
        var file = directory.resolve("processes.json");
        new ProcessLedger(file).add(ProcessLedger.SUPERVISOR, child.pid());

        // When
        var alive = ProcessLedger.supervisor(file);
        child.destroyForcibly().waitFor();
        var dead = ProcessLedger.supervisor(file);

        // Then
        assertThat(alive)
                .hasValueSatisfying(process -> assertThat(process.pid()).isEqualTo(child.pid()));
        assertThat(dead).isEmpty();
    }

    private static Process sleeper() {
        try {
            return new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

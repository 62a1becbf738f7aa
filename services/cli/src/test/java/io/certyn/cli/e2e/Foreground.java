package io.certyn.cli.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code certyn up} as somebody runs it who keeps the terminal open. */
record Foreground(Process process, Stack stack) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns once it has printed that every part is ready. */
    static Foreground up(Path data, String... more) throws IOException {
        var words =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--json",
                                "--executor",
                                "process",
                                "--data-dir",
                                data.toString()));
        words.addAll(List.of(more));
        // What a shell starts in the background ignores Ctrl-C, and so would all it starts.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Cli.command(words.toArray(String[]::new)));
        var errors = Files.createTempFile("certyn-up", ".err");
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new AssertionError("it did not start: " + Files.readString(errors));
        }
        Files.delete(errors);
        return new Foreground(process, new Stack(data, JSON.readTree(line)));
    }

    /** As Ctrl-C does; returns its exit code. */
    int interrupt() throws IOException, InterruptedException {
        Cli.ended(List.of("kill", "-INT", String.valueOf(process.pid())), Map.of());
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("it did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}

package io.certyn.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A stack as somebody runs it who keeps the terminal open.
 *
 * @param printed what it said on standard output until it was up
 * @param errors where its progress goes
 */
record Foreground(Process process, Stack stack, String printed, Path errors)
        implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns once {@code up} has printed that every part is ready. */
    static Foreground up(Path data, String... more) throws IOException, InterruptedException {
        return start("up", data, "{", more);
    }

    /** Returns once {@code demo} has run its suite and printed what came of it. */
    static Foreground demo(Path data, String... more) throws IOException, InterruptedException {
        return start("demo", data, "Executor ", more);
    }

    private static Foreground start(String word, Path data, String lastLine, String... more)
            throws IOException, InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(word, "--executor", "process", "--data-dir", data.toString()));
        words.addAll(List.of(more));
        // What a shell starts in the background ignores Ctrl-C, and so would all it starts.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Cli.command(words.toArray(String[]::new)));
        var errors = Files.createTempFile("certyn-foreground", ".err");
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        var printed = new StringBuilder();
        if (!readUpTo(lastLine, process.inputReader(), printed)) {
            throw new AssertionError(
                    "it ended with " + process.waitFor() + ": " + Files.readString(errors));
        }
        return new Foreground(process, new Stack(data, started(data)), printed.toString(), errors);
    }

    /** Whether such a line came before the output ended. */
    private static boolean readUpTo(String start, BufferedReader output, StringBuilder printed)
            throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode started(Path data) throws IOException {
        return JSON.readTree(Files.readString(data.resolve("stack.json")));
    }

    /** What it said on standard error, once these words were the last. */
    String progressUpTo(String words) {
        return Awaitility.await()
                .until(() -> Files.readString(errors), said -> said.endsWith(words));
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
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        Files.delete(errors);
    }
}

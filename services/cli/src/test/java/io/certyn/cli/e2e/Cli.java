package io.certyn.cli.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, started from the packaged jar. */
final class Cli {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cli() {}

    /** What a finished command left. */
    record Ended(int exit, String output, String errors) {

        JsonNode json() {
            try {
                return JSON.readTree(output);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + output + "\n" + errors, e);
            }
        }
    }

    static Path root() {
        return Path.of(System.getProperty("certyn.root", "../..")).toAbsolutePath().normalize();
    }

    static Ended run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    /** With these variables in its environment. */
    static Ended run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return ended(command(words), environment);
    }

    /** What starts it with these words. */
    static List<String> command(String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-Dcertyn.root=" + root(),
                                "-jar",
                                root().resolve("services/cli/target/cli.jar").toString()));
        command.addAll(List.of(words));
        return command;
    }

    /** Runs any command to its end. */
    static Ended ended(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var errors = Files.createTempFile("certyn-cli", ".err");
        // Also where this JVM is told to end meanwhile.
        errors.toFile().deleteOnExit();
        try {
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            return new Ended(process.exitValue(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}

package io.certyn.broker.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A lease-broker as a process of its own, from its package. */
final class BrokerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");

    private final Process process;
    private final Path log;

    private BrokerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it on a port of its choice; it answers when {@link #uri} does. */
    static BrokerProcess start(Path log, Map<String, String> settings) throws IOException {
        var root = Path.of(System.getProperty("certyn.root", "../.."));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx192m",
                                "-Dquarkus.http.port=0"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(
                root.resolve("services/lease-broker/target/quarkus-app/quarkus-run.jar")
                        .toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        return new BrokerProcess(builder.redirectOutput(log.toFile()).start(), log);
    }

    URI uri() {
        return URI.create(
                Objects.requireNonNull(
                        await().atMost(PATIENCE).until(this::listening, Objects::nonNull)));
    }

    private @Nullable String listening() throws IOException {
        var said = log();
        if (!process.isAlive()) {
            throw new AssertionError("the broker ended\n" + said);
        }
        var found = LISTENING.matcher(said);
        return found.find() ? found.group(1) : null;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Without a word: no shutdown of its own runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.local.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service in dev mode stands on, in a directory that takes the checkout's place. */
class BackingIT {

    private static final List<String> SERVICES =
            List.of("run-orchestrator", "lease-broker", "relay", "artifact", "console");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path directory;

    private final Path data = Path.of(".certyn-dev");

    @Test
    void everyServiceStartsOnItsDevSettingsAlone() throws Exception {
        // Given
        var postgres = LoopbackPort.free();
        var kafka = LoopbackPort.free();
        try (var backing = started(backing(postgres, kafka))) {
            backing.until(() -> backing.log().contains("Up until Ctrl-C."));

            for (var name : SERVICES) {
                var http = LoopbackPort.free();

                // When
                try (var service = started(service(name, postgres, kafka, http))) {

                    // Then
                    service.until(() -> isReady(http));
                }
            }
        }
        assertThat(List.of(postgres, kafka)).allMatch(LoopbackPort::isFree);
    }

    @Test
    void aPortInUseIsNamedBeforeAnythingStarts() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var port = Integer.toString(taken.getLocalPort());

            // When
            var ended =
                    Cli.run(
                            "backing",
                            "--data-dir",
                            directory.resolve(data).toString(),
                            "--kafka-port",
                            Integer.toString(LoopbackPort.free()),
                            "--postgres-port",
                            port);

            // Then
            assertThat(ended.exit()).isEqualTo(10);
            assertThat(ended.errors())
                    .isEqualToIgnoringNewLines(
                            "Port "
                                    + port
                                    + " is in use or cannot be used; --postgres-port takes"
                                    + " another.");
            assertThat(directory.resolve(data)).doesNotExist();
        }
    }

    private List<String> backing(int postgres, int kafka) {
        return List.of(
                "-Dcertyn.root=" + directory,
                "-jar",
                Cli.root().resolve("services/cli/target/cli.jar").toString(),
                "backing",
                "--postgres-port",
                Integer.toString(postgres),
                "--kafka-port",
                Integer.toString(kafka));
    }

    /** Only the ports are not those of its settings. */
    private static List<String> service(String name, int postgres, int kafka, int http) {
        var database = "postgresql://127.0.0.1:" + postgres + "/certyn";
        return List.of(
                "-Dquarkus.profile=dev",
                "-Dquarkus.http.port=" + http,
                "-Dquarkus.datasource.reactive.url=" + database,
                "-Dquarkus.datasource.jdbc.url=jdbc:" + database,
                "-Dkafka.bootstrap.servers=127.0.0.1:" + kafka,
                "-jar",
                Cli.root()
                        .resolve("services/" + name + "/target/quarkus-app/quarkus-run.jar")
                        .toString());
    }

    private Java started(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(arguments);
        var log = Files.createTempFile(directory, "process", ".log");
        return new Java(
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private static boolean isReady(int port) throws InterruptedException {
        var ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(ready).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private record Java(Process process, Path output) implements AutoCloseable {

        String log() throws IOException {
            return Files.readString(output);
        }

        void until(Callable<Boolean> reached) throws IOException {
            await().atMost(LIMIT)
                    .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
                    .until(reached);
        }

        /** As Ctrl-C does. */
        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        }
    }
}

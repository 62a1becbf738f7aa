package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a checkout whose parts are empty files, so that PostgreSQL and Kafka start and no more.
 */
class LocalStackIT {

    private static final List<String> PARTS =
            List.of(
                    "services/run-orchestrator/target/quarkus-app/quarkus-run.jar",
                    "services/lease-broker/target/quarkus-app/quarkus-run.jar",
                    "services/relay/target/quarkus-app/quarkus-run.jar",
                    "services/artifact/target/quarkus-app/quarkus-run.jar",
                    "services/console/target/quarkus-app/quarkus-run.jar",
                    "services/runner/target/runner.jar",
                    "services/agent/target/agent.jar",
                    "services/agent/target/node/node",
                    "services/agent/target/driver/package/cli.js",
                    "services/demo-shop/target/demo-shop.jar",
                    "services/demo-shop/project/project.yaml");

    @TempDir Path directory;

    private final StackOptions options = new StackOptions();
    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(directory.resolve("checkout"));
        for (var part : PARTS) {
            var file = checkout.root().resolve(part);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        options.dataDirectory = directory.resolve("data");
        options.executor = Executor.PROCESS;
    }

    @Test
    void whenAPartCannotStartNothingStaysBehind() {
        // Given
        var before = ProcessHandle.current().children().count();

        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("cannot start; its log is");
        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        assertThat(options.data().processes()).doesNotExist();
        assertThat(options.data().summary()).doesNotExist();
    }

    @Test
    void aPortInUseIsNamedBeforeAnythingStarts() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            options.port = taken.getLocalPort();

            // When, Then
            assertThatThrownBy(this::start)
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
            assertThat(options.data().postgres()).doesNotExist();
        }
    }

    @Test
    void aMissingPartIsNamedBeforeAnythingStarts() throws IOException {
        // Given
        var missing = checkout.root().resolve(PARTS.getFirst());
        Files.delete(missing);

        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(missing.toString());
        assertThat(options.data().postgres()).doesNotExist();
    }

    private LocalStack start() {
        var silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return LocalStack.start(checkout, options, new Progress(silent));
    }
}

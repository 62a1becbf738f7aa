package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a runner starts it: a process of its own with hardly any environment. */
class ChildProcessIT {

    @Test
    void aChildProcessDoesItsCaseAndEndsWithZero(@TempDir Path directory) throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>")) {
            // Given
            var socket = Files.createTempDirectory(Path.of("/tmp"), "cc").resolve("link.sock");
            var assignment =
                    TestAgent.assignment(
                            site.url(),
                            List.of(
                                    TestAgent.oneCase(
                                            "child",
                                            List.of("Go to /"),
                                            List.of("Expect \"Here\" visible"))),
                            Map.of(),
                            TestAgent.budgets());
            try (var link = TestRunnerLink.listen(socket, assignment, Duration.ofSeconds(20))) {
                // When
                var command =
                        new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName());
                var environment = command.environment();
                environment.clear();
                environment.putAll(
                        Map.of(
                                "CERTYN_LINK", socket.toString(),
                                "CERTYN_CHROMIUM", TestAgent.chromium().toString(),
                                "PLAYWRIGHT_NODEJS_PATH", TestAgent.node().toString(),
                                "CERTYN_CHROMIUM_SANDBOX", "false",
                                "CERTYN_WORK_DIRECTORY", directory.resolve("work").toString()));
                var log = directory.resolve("agent.log").toFile();
                var process = command.redirectErrorStream(true).redirectOutput(log).start();

                // Then
                assertThat(link.results().getFirst().outcome()).isEqualTo("passed");
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
                assertThat(Files.readString(log.toPath())).contains("session finished");
            } finally {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(socket.getParent());
            }
        }
    }
}

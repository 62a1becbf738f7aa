package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.telemetry.Instruments.RunnerDaemon;
import io.certyn.telemetry.Meters;
import io.certyn.testing.telemetry.Collector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets of a runner. */
class MetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @TempDir Path directory;
    private TestControlPlane plane;
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        plane = TestControlPlane.start(TestControlPlane.TIMING);
        collector = Collector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
        plane.close();
    }

    /** Measurements are due once a minute and, before it ends, whatever is left of them. */
    @Test
    void everyDocumentedInstrumentReachesTheCollectorBeforeTheRunnerEnds() throws Exception {
        plane.registrationFailures.set(1);
        try (var runner = runner()) {
            var session = plane.enqueue("cancellable");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());
            plane.failures.set(1);
            plane.command(
                    "open_stream",
                    session,
                    Map.of("relayUrl", "/no-relay", "publishToken", "ticket"));
            await().atMost(PATIENCE).until(() -> runner.log().contains("relay refused"));
            plane.command("stop_session", session, Map.of("reason", "cancel"));
            await().atMost(PATIENCE).until(() -> !plane.completions.isEmpty());

            runner.terminate();
            runner.awaitExit();

            assertThat(collector.received("/v1/metrics"))
                    .contains(
                            Meters.RUNNER_DAEMON,
                            RunnerDaemon.REGISTRATION_FAILURES,
                            RunnerDaemon.SYNC_FAILURES,
                            RunnerDaemon.SYNC_DURATION,
                            RunnerDaemon.RELAY_FAILURES,
                            "unavailable",
                            "unreachable");
            assertThat(collector.received("/v1/traces")).isEmpty();
        }
    }

    /** One that is refused ends at once, and still says so. */
    @Test
    void aRefusedRegistrationIsCounted() throws Exception {
        try (var runner =
                TestRunner.start(
                        directory,
                        plane.url(),
                        Map.of("otel.exporter.otlp.endpoint", collector.url()),
                        Map.of("REGISTRATION_TOKEN", "wrong"))) {
            assertThat(runner.awaitExit()).isEqualTo(4);

            assertThat(collector.received("/v1/metrics"))
                    .contains(RunnerDaemon.REGISTRATION_FAILURES, "refused");
        }
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() throws Exception {
        try (var runner =
                TestRunner.start(
                        directory,
                        plane.url(),
                        Map.of(
                                "otel.exporter.otlp.endpoint",
                                collector.url(),
                                "otel.exporter.otlp.protocol",
                                "smoke-signals"))) {
            assertThat(runner.awaitExit()).isEqualTo(2);

            assertThat(runner.log()).contains("OTEL_*: ");
        }
    }

    private TestRunner runner() throws IOException {
        return TestRunner.start(
                directory, plane.url(), Map.of("otel.exporter.otlp.endpoint", collector.url()));
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.local.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stack whose supervisor is killed, and with it the one that would have cleared up; then one in
 * the foreground, which Ctrl-C ends.
 */
class SurvivalIT {

    private static final Map<String, Object> SHORT_CASE =
            Map.of("cases", List.of("BENCH-002"), "environment", "local");

    @TempDir Path data;

    @Test
    void aKilledSupervisorLosesNothing() throws Exception {
        var first = Stack.up(data, "process");
        var run = first.finished(first.run(SHORT_CASE).path("id").asText());
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("passed");
        var evidence = evidence(first, run);
        var supervisor = first.process("supervisor");
        var orphans = first.process("run-orchestrator");

        supervisor.destroyForcibly();
        supervisor.onExit().get(10, TimeUnit.SECONDS);

        // On the very port that is still held by what the supervisor left.
        var port = URI.create(first.started().path("console").asText()).getPort();
        try (var foreground = Foreground.up(data, "--port", String.valueOf(port))) {
            var second = foreground.stack();
            assertThat(orphans.isAlive()).isFalse();
            assertThat(second.started()).isEqualTo(first.started());
            var kept = second.get("/api/v1/runs/" + run.path("id").asText());
            assertThat(kept).isEqualTo(run);
            assertThat(evidence(second, kept)).isEqualTo(evidence);
            var next = second.finished(second.run(SHORT_CASE).path("id").asText());
            assertThat(next.path("status").asText()).as(next.toString()).isEqualTo("passed");

            var parts = List.of(second.process("postgres"), second.process("console"));
            assertThat(foreground.interrupt()).isEqualTo(130);
            assertThat(parts).noneMatch(ProcessHandle::isAlive);
            assertThat(LoopbackPort.isFree(port)).isTrue();
        }
    }

    /** Every artifact of a run by its name, with its bytes as text. */
    private static Map<String, String> evidence(Stack stack, JsonNode run) throws Exception {
        var found = new TreeMap<String, String>();
        for (var artifact : stack.artifacts(run.path("id").asText())) {
            var path =
                    "/api/v1/artifacts/"
                            + artifact.path("id").asText()
                            + "/content?disposition=attachment";
            found.put(
                    artifact.path("name").asText(),
                    java.util.HexFormat.of().formatHex(stack.bytes(path)));
        }
        assertThat(found).hasSizeGreaterThan(4);
        return found;
    }
}

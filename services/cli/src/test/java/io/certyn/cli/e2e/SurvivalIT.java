package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose supervisor is killed, and with it the one that would have cleared up. */
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
        var second = Stack.up(data, "process", "--port", String.valueOf(port));
        try {
            assertThat(orphans.isAlive()).isFalse();
            assertThat(second.started()).isEqualTo(first.started());
            var kept = second.get("/api/v1/runs/" + run.path("id").asText());
            assertThat(kept).isEqualTo(run);
            assertThat(evidence(second, kept)).isEqualTo(evidence);
            var next = second.finished(second.run(SHORT_CASE).path("id").asText());
            assertThat(next.path("status").asText()).as(next.toString()).isEqualTo("passed");
        } finally {
            second.down();
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

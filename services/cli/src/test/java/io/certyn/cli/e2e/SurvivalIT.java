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
 * A stack whose supervisor is killed, and with it the one that would have cleared up; then the demo
 * as a person sees it, on the same data, which Ctrl-C ends.
 */
class SurvivalIT {

    private static final Map<String, Object> SHORT_CASE =
            Map.of("cases", List.of("BENCH-002"), "environment", "local");

    @TempDir Path data;

    @Test
    void aKilledSupervisorLosesNothing() throws Exception {
        try (var killed = Foreground.up(data, "--json")) {
            var first = killed.stack();
            var run = first.finished(first.run(SHORT_CASE).path("id").asText());
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("passed");
            var evidence = evidence(first, run);
            var orphans = first.process("run-orchestrator");
            assertThat(first.process("supervisor").pid()).isEqualTo(killed.process().pid());

            killed.process().destroyForcibly();
            assertThat(killed.process().waitFor(10, TimeUnit.SECONDS)).isTrue();

            // On the very port that is still held by what the supervisor left.
            var port = URI.create(first.started().path("console").asText()).getPort();
            try (var demo = Foreground.demo(data, "--port", String.valueOf(port))) {
                var second = demo.stack();
                assertThat(orphans.isAlive()).isFalse();
                assertThat(second.api()).isEqualTo(first.api());
                for (var field : List.of("console", "apiKey", "project", "dataDir", "kafka")) {
                    assertThat(second.started().path(field))
                            .as(field)
                            .isEqualTo(first.started().path(field));
                }
                var kept = second.get("/api/v1/runs/" + run.path("id").asText());
                assertThat(kept).isEqualTo(run);
                assertThat(evidence(second, kept)).isEqualTo(evidence);
                theDemoIsForPeople(demo);

                var parts = List.of(second.process("postgres"), second.process("console"));
                assertThat(demo.interrupt()).isEqualTo(130);
                assertThat(parts).noneMatch(ProcessHandle::isAlive);
                assertThat(LoopbackPort.isFree(port)).isTrue();
            }
        }
    }

    /** Progress while it runs, then the cases, the verdict, the evidence and where to look on. */
    private static void theDemoIsForPeople(Foreground demo) throws Exception {
        var run =
                demo.stack()
                        .get("/api/v1/projects/demo-shop/runs?limit=1")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText();
        var cases = demo.stack().get("/api/v1/runs/" + run).path("cases");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(8);
        var progress = demo.progressUpTo("Up until Ctrl-C.\n");
        for (var one : cases) {
            var key = one.path("key").asText();
            assertThat(progress).contains("  " + key + " running\n", "  " + key + " passed\n");
            assertThat(demo.printed().lines())
                    .filteredOn(line -> line.contains(key))
                    .singleElement()
                    .asString()
                    .startsWith("  ✓ " + key)
                    .contains(one.path("title").asText(), "passed")
                    .endsWith(" s");
        }
        assertThat(demo.printed())
                .contains(
                        " passed (ALL_PASSED): " + cases.size() + " passed.\n",
                        "\nEvidence  "
                                + demo.stack().artifacts(run).size()
                                + " files in "
                                + data(demo),
                        "\nConsole   "
                                + demo.stack().started().path("console").asText()
                                + "  (first sign-in: "
                                + demo.stack().started().path("console").asText()
                                + "/");
        assertThat(data(demo)).isNotEmptyDirectory();
    }

    private static Path data(Foreground demo) {
        return demo.stack().data().resolve("blobs");
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

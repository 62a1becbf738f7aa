package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/** What every finished session must leave behind. */
final class EvidenceChecks {

    private EvidenceChecks() {}

    static void everySessionIsProven(Stack stack, JsonNode run)
            throws IOException, InterruptedException {
        var artifacts = stack.artifacts(run.path("id").asText());
        for (var one : run.path("cases")) {
            var session = one.path("session").asText();
            var own =
                    artifacts.stream()
                            .filter(artifact -> artifact.path("session").asText().equals(session))
                            .toList();
            var kinds =
                    own.stream()
                            .map(artifact -> artifact.path("kind").asText())
                            .collect(Collectors.toSet());
            assertThat(kinds)
                    .as("evidence of " + one.path("key").asText())
                    .contains("step_log", "screenshot", "trace", "agent_trace", "manifest");
            everyStepHasItsPicture(stack, session, own);
            theTraceOpens(stack, own);
        }
    }

    private static void everyStepHasItsPicture(
            Stack stack, String session, List<JsonNode> artifacts)
            throws IOException, InterruptedException {
        var names =
                artifacts.stream()
                        .map(artifact -> artifact.path("name").asText())
                        .collect(Collectors.toSet());
        var steps = stack.get("/api/v1/sessions/" + session + "/steps").path("items");
        assertThat(steps).isNotEmpty();
        for (var step : steps) {
            if (!step.path("outcome").asText().equals("skipped")) {
                assertThat(names).contains(step.path("screenshot").asText());
            }
        }
    }

    private static void theTraceOpens(Stack stack, List<JsonNode> artifacts)
            throws IOException, InterruptedException {
        var trace =
                artifacts.stream()
                        .filter(artifact -> artifact.path("kind").asText().equals("trace"))
                        .findFirst()
                        .orElseThrow();
        var bytes =
                stack.bytes(
                        "/api/v1/artifacts/"
                                + trace.path("id").asText()
                                + "/content?disposition=attachment");
        var entries = new HashSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry.getName());
            }
        }
        assertThat(entries).anyMatch(name -> name.endsWith(".trace"));
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An exploration from the command line to cases in the catalogue, in a project of its own. */
@ExtendWith(SharedStack.class)
class ExploreIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "explored";

    private static @Nullable Stack shared;

    @BeforeAll
    static void project(Stack stack) throws Exception {
        shared = stack;
        var local = stack.environment("local");
        stack.post("/api/v1/projects", Map.of("slug", PROJECT, "name", "Explored"));
        stack.post(
                "/api/v1/projects/" + PROJECT + "/environments",
                Map.of(
                        "slug",
                        "local",
                        "name",
                        "Local",
                        "baseUrl",
                        local.path("baseUrl").asText(),
                        "pool",
                        local.path("pool").asText()));
    }

    private static Stack stack() {
        return Optional.ofNullable(shared).orElseThrow();
    }

    @Test
    void whatAnExplorationProposesIsImportedAndNotProposedAgain(@TempDir Path folder)
            throws Exception {
        // When
        var first = explore(folder.resolve("first"), "--json");

        // Then
        assertThat(first.exit()).as(first.errors()).isZero();
        assertThat(first.json().path("status").asText()).isEqualTo("passed");
        assertThat(first.json().path("conclusion").asText()).isEqualTo("neutral");
        assertThat(first.json().path("statusReason").asText()).isEqualTo("EXPLORATION_COMPLETED");
        assertThat(read(folder.resolve("first/findings.json")).path("findings").isArray()).isTrue();
        assertThat(read(folder.resolve("first/inventory.json")).path("pages")).isNotEmpty();
        assertThat(stack().artifacts(first.json().path("id").asText()))
                .extracting(artifact -> artifact.path("kind").asText())
                .contains("exploration", "screenshot", "step_log", "agent_trace", "manifest");
        var proposals = proposals(folder.resolve("first"));
        assertThat(proposals).isNotEmpty();

        // When
        var imported = stack().post("/api/v1/projects/" + PROJECT + "/cases:import", proposals);
        var second = explore(folder.resolve("second"));

        // Then
        assertThat(imported.path("created").asInt()).isEqualTo(proposals.size());
        assertThat(second.exit()).as(second.errors()).isZero();
        assertThat(second.output())
                .contains("passed (EXPLORATION_COMPLETED)")
                .contains("0 cases proposed");
        assertThat(folder.resolve("second/findings.json")).exists();
        assertThat(folder.resolve("second/proposals")).doesNotExist();
    }

    private static Cli.Ended explore(Path output, String... more) throws Exception {
        var words =
                new ArrayList<>(
                        List.of(
                                "explore",
                                "--project",
                                PROJECT,
                                "--environment",
                                "local",
                                "--states",
                                "5",
                                "--depth",
                                "1",
                                "--requests-per-second",
                                "20",
                                "--output",
                                output.toString()));
        words.addAll(List.of(more));
        return stack().cli(words.toArray(String[]::new));
    }

    private static List<Map<String, String>> proposals(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("proposals"))) {
            var all = new ArrayList<Map<String, String>>();
            for (var file : files.toList()) {
                all.add(
                        Map.of(
                                "path",
                                "explored/" + file.getFileName(),
                                "text",
                                Files.readString(file)));
            }
            return all;
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Two sessions at the same time, in the same application, which must not notice each other. */
final class SharedNothing {

    /** The texts of its two. */
    static final String[] CASES = {
        MeetingPlace.CASE.formatted("MEET-1"), MeetingPlace.CASE.formatted("MEET-2")
    };

    private SharedNothing() {}

    /** Returns the run, whose two sessions have met. */
    static JsonNode check(Stack stack, String executor) throws Exception {
        try (var place = new MeetingPlace()) {
            var pool = stack.environment("local").path("pool").asText();
            stack.post(
                    "/api/v1/projects/demo-shop/environments",
                    Map.of(
                            "slug",
                            "meeting",
                            "name",
                            "Meeting place",
                            "baseUrl",
                            place.url(),
                            "variables",
                            Map.of(),
                            "pool",
                            pool));
            stack.post(
                    "/api/v1/projects/demo-shop/cases:import",
                    List.of(
                            Map.of("path", "a.md", "text", CASES[0]),
                            Map.of("path", "b.md", "text", CASES[1])));
            var run =
                    stack.run(
                            Map.of("cases", List.of("MEET-1", "MEET-2"), "environment", "meeting"));

            place.awaitBoth();
            noFileIsOpenInTwo(agents(stack, executor));
            place.release();

            var finished = stack.finished(run.path("id").asText());
            assertThat(finished.path("status").asText())
                    .as(finished.toString())
                    .isEqualTo("passed");
            assertThat(place.cookies())
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allSatisfy(cookie -> assertThat(cookie).matches("mark-[0-9a-f-]{36}=1"));
            return finished;
        }
    }

    private static void noFileIsOpenInTwo(List<ProcessHandle> agents) throws IOException {
        Set<String> others = new HashSet<>();
        int withFiles = 0;
        for (var agent : agents) {
            // One that is only starting, for a session to come, has none open yet.
            var files = OpenFiles.writable(agent);
            withFiles += files.isEmpty() ? 0 : 1;
            assertThat(files).filteredOn(others::contains).isEmpty();
            others.addAll(files);
        }
        assertThat(withFiles).as("agents with open files").isGreaterThanOrEqualTo(2);
    }

    private static List<ProcessHandle> agents(Stack stack, String executor) throws Exception {
        if (executor.equals("process")) {
            return stack.process("runner").children().toList();
        }
        var containers =
                Docker.run(
                                "ps",
                                "-q",
                                "--filter",
                                "label=io.certyn.runner=" + mark(stack.data().resolve("runner")))
                        .lines()
                        .toList();
        var found = new ArrayList<ProcessHandle>();
        for (var container : containers) {
            var known =
                    Docker.run(
                            "inspect",
                            "--format",
                            "{{.State.Pid}} {{index .Config.Labels \"io.certyn.agent\"}}",
                            container);
            var words = known.strip().split(" ", -1);
            if (words.length == 2) {
                found.add(ProcessHandle.of(Long.parseLong(words[0])).orElseThrow());
            }
        }
        return found;
    }

    /** A runner marks its containers with its state directory. */
    static String mark(Path stateDirectory) {
        var checksum = new CRC32();
        checksum.update(stateDirectory.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }
}

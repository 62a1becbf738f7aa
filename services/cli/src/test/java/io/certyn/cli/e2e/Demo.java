package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code demo --once --json}, and what must be true of its run afterwards. */
final class Demo {

    private Demo() {}

    /** Runs it to its end and returns its document, in which every case has passed. */
    static JsonNode once(String executor, Path data) throws IOException, InterruptedException {
        // By the script, as a newcomer does; what was built is built.
        var demo =
                Cli.ended(
                        List.of(
                                Cli.root().resolve("certyn").toString(),
                                "demo",
                                "--once",
                                "--json",
                                "--executor",
                                executor,
                                "--data-dir",
                                data.toString()),
                        Map.of("CERTYN_RECORD_STARTS", "false"));

        assertThat(demo.exit()).as(demo.errors()).isZero();
        nothingIsLeft(data);
        var isolation = demo.errors().contains("which isolate less than containers, since");
        assertThat(isolation).as(demo.errors()).isEqualTo(executor.equals("process"));
        assertThat(demo.errors().contains("without Chromium's sandbox"))
                .isEqualTo(isolation && "root".equals(System.getProperty("user.name")));
        var document = demo.json();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "run", "status", "conclusion", "cases", "artifacts", "outcomeEvent");
        assertThat(document.path("status").asText()).isEqualTo("passed");
        assertThat(document.path("conclusion").asText()).isEqualTo("success");
        assertThat(document.path("cases")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(document.path("cases"))
                .allSatisfy(one -> {
                    assertThat(one.fieldNames())
                            .toIterable()
                            .containsExactly("key", "outcome", "durationMs");
                    assertThat(one.path("outcome").asText()).isEqualTo("passed");
                    assertThat(one.path("durationMs").asLong()).isPositive();
                });
        assertThat(document.path("outcomeEvent").toString())
                .contains("io.certyn.run.finished.v1")
                .contains(document.path("run").asText());
        return document;
    }

    /** Neither a process nor, where there is an engine, a container. */
    private static void nothingIsLeft(Path data) throws IOException, InterruptedException {
        assertThat(ProcessHandle.allProcesses())
                .filteredOn(one -> one.info().commandLine().orElse("").contains(data.toString()))
                .isEmpty();
        if (Files.exists(Path.of("/var/run/docker.sock"))) {
            var mark = SharedNothing.mark(data.resolve("runner"));
            assertThat(
                            Docker.run(
                                    "ps",
                                    "--all",
                                    "--quiet",
                                    "--filter",
                                    "label=io.certyn.runner=" + mark))
                    .isEmpty();
        }
    }

    /** Everything the demo said of its run is still there and still true. */
    static void isProven(Stack stack, JsonNode demo) throws IOException, InterruptedException {
        assertThat(stack.started().fieldNames())
                .toIterable()
                .containsExactly("console", "apiKey", "project", "dataDir", "kafka");
        assertThat(stack.started().path("project").asText()).isEqualTo("demo-shop");
        var id = demo.path("run").asText();
        var run = stack.get("/api/v1/runs/" + id);
        assertThat(run.path("status").asText()).isEqualTo("passed");
        assertThat(run.path("cases")).hasSameSizeAs(demo.path("cases"));
        assertThat(stack.artifacts(id)).hasSize(demo.path("artifacts").asInt());
        EvidenceChecks.everySessionIsProven(stack, run);
        assertThat(OutcomeTopic.finished(stack, id))
                .isEqualTo(List.of(demo.path("outcomeEvent").path("data")));
    }
}

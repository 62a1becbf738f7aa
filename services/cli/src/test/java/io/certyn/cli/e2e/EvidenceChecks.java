package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.protocol.step.CaseFile;
import io.certyn.protocol.trace.TraceChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipInputStream;

/** What every finished session must leave behind. */
final class EvidenceChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String session;
    private final List<JsonNode> artifacts;

    private EvidenceChecks(Stack stack, String session, List<JsonNode> artifacts) {
        this.stack = stack;
        this.session = session;
        this.artifacts = artifacts;
    }

    /**
     * Of a run of one case per session.
     *
     * @param more the texts of cases that do not lie in the demo's project
     */
    static void everySessionIsProven(Stack stack, JsonNode run, String... more)
            throws IOException, InterruptedException {
        var artifacts = stack.artifacts(run.path("id").asText());
        var files = caseFiles(more);
        for (var one : run.path("cases")) {
            var session = one.path("session").asText();
            var own =
                    artifacts.stream()
                            .filter(artifact -> artifact.path("session").asText().equals(session))
                            .toList();
            var key = one.path("key").asText();
            var file =
                    Optional.ofNullable(files.get(key))
                            .orElseThrow(() -> new AssertionError("no text of case " + key));
            new EvidenceChecks(stack, session, own)
                    .prove(file, one.path("outcome").asText().equals("passed"));
        }
    }

    private void prove(CaseFile file, boolean passed) throws IOException, InterruptedException {
        assertThat(ofEach("kind"))
                .as("evidence of " + file.key())
                .contains("step_log", "screenshot", "trace", "agent_trace", "manifest");
        var steps = stack.get("/api/v1/sessions/" + session + "/steps?limit=200").path("items");
        everyLineIsAStep(file, list(steps), passed);
        everyStepHasItsPicture(list(steps));
        theStepLogSaysTheSame(list(steps));
        theAgentsTraceHolds(passed);
        theBrowsersTraceOpens();
    }

    private static void everyLineIsAStep(CaseFile file, List<JsonNode> steps, boolean passed) {
        var lines = Stream.concat(file.steps().stream(), file.expected().stream()).toList();
        var texts = steps.stream().map(step -> step.path("text").asText()).toList();
        if (passed) {
            assertThat(texts).isEqualTo(lines);
            assertThat(steps)
                    .allSatisfy(
                            step -> assertThat(step.path("outcome").asText()).isEqualTo("passed"));
        } else {
            assertThat(texts).isNotEmpty().isEqualTo(lines.subList(0, texts.size()));
            assertThat(steps)
                    .anySatisfy(
                            step -> assertThat(step.path("outcome").asText()).isEqualTo("failed"));
        }
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).path("step").asInt()).isEqualTo(i + 1);
        }
    }

    private void everyStepHasItsPicture(List<JsonNode> steps)
            throws IOException, InterruptedException {
        var names = ofEach("name");
        for (var step : steps) {
            if (!step.path("outcome").asText().equals("skipped")) {
                assertThat(names).contains(step.path("screenshot").asText());
            }
        }
        for (var picture : artifacts) {
            if (picture.path("kind").asText().equals("screenshot")) {
                var bytes = content(picture);
                assertThat(sha256(bytes)).isEqualTo(picture.path("sha256").asText());
                // As a JPEG starts.
                assertThat(bytes).startsWith(0xff, 0xd8, 0xff);
            }
        }
    }

    private void theStepLogSaysTheSame(List<JsonNode> steps)
            throws IOException, InterruptedException {
        var logged = new ArrayList<JsonNode>();
        for (var line : lines("step_log")) {
            logged.add(JSON.readTree(line));
        }
        for (var field : List.of("step", "text", "outcome", "screenshot")) {
            assertThat(logged)
                    .extracting(step -> step.path(field).asText())
                    .as(field)
                    .isEqualTo(steps.stream().map(step -> step.path(field).asText()).toList());
        }
    }

    /** Its lines follow one another from the first to the last, and it knows every picture. */
    private void theAgentsTraceHolds(boolean passed) throws IOException, InterruptedException {
        var lines = lines("agent_trace");
        assertThat(TraceChain.verify(lines)).isEmpty();
        var records = lines.stream().map(EvidenceChecks::json).toList();
        var types = records.stream().map(record -> record.path("type").asText()).toList();
        assertThat(types).startsWith("session.start").endsWith("session.end");
        assertThat(types).contains("act", "step.end");
        if (passed) {
            assertThat(types).contains("observe", "verify");
        }
        var known =
                records.stream()
                        .filter(record -> record.path("type").asText().equals("artifact"))
                        .filter(record -> record.path("kind").asText().equals("screenshot"))
                        .collect(
                                Collectors.toMap(
                                        record -> record.path("name").asText(),
                                        record -> record.path("sha256").asText()));
        var stored =
                artifacts.stream()
                        .filter(artifact -> artifact.path("kind").asText().equals("screenshot"))
                        .collect(
                                Collectors.toMap(
                                        artifact -> artifact.path("name").asText(),
                                        artifact -> artifact.path("sha256").asText()));
        assertThat(known).isEqualTo(stored);
    }

    private void theBrowsersTraceOpens() throws IOException, InterruptedException {
        var entries = new HashSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content(only("trace"))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry.getName());
            }
        }
        assertThat(entries).anyMatch(name -> name.endsWith(".trace"));
    }

    private List<String> lines(String kind) throws IOException, InterruptedException {
        return new String(content(only(kind)), StandardCharsets.UTF_8).lines().toList();
    }

    private JsonNode only(String kind) {
        var found =
                artifacts.stream()
                        .filter(artifact -> artifact.path("kind").asText().equals(kind))
                        .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private byte[] content(JsonNode artifact) throws IOException, InterruptedException {
        return stack.bytes(
                "/api/v1/artifacts/"
                        + artifact.path("id").asText()
                        + "/content?disposition=attachment");
    }

    private List<String> ofEach(String field) {
        return artifacts.stream().map(artifact -> artifact.path(field).asText()).toList();
    }

    private static Map<String, CaseFile> caseFiles(String... more) throws IOException {
        var texts = new ArrayList<>(List.of(more));
        try (var paths = Files.walk(Cli.root().resolve("services/demo-shop/project"))) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".md")).toList()) {
                texts.add(Files.readString(path));
            }
        }
        var read = new HashMap<String, CaseFile>();
        for (var text : texts) {
            if (CaseFile.read("a case", text) instanceof CaseFile.Reading.Read(var file)) {
                read.put(file.key(), file);
            }
        }
        return read;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

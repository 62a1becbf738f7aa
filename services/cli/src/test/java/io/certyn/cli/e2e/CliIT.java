package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands a pipeline uses, with the exit codes it goes by. */
@ExtendWith(SharedStack.class)
class CliIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each is meant for one case of the suite. */
    private static final List<String> DEFECTS =
            List.of(
                    "quantity-change-ignored",
                    "search-case-sensitive",
                    "newsletter-inverted",
                    "contact-error",
                    "terms-not-required");

    private static @Nullable Stack shared;

    @BeforeAll
    static void share(Stack stack) {
        shared = stack;
    }

    private static Stack stack() {
        return Optional.ofNullable(shared).orElseThrow();
    }

    @Test
    void aRunIsFollowedToItsVerdictAndItsEvidenceFetched(@TempDir Path folder) throws Exception {
        var report = folder.resolve("report.xml");

        var run =
                run(
                        "--environment",
                        "local",
                        "--case",
                        "BENCH-002",
                        "--case",
                        "BENCH-003",
                        "--json",
                        "--junit",
                        report.toString());

        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(run.json().path("status").asText()).isEqualTo("passed");
        assertThat(testsIn(report)).isEqualTo(Map.of("tests", 2, "failures", 0));
        var id = run.json().path("id").asText();
        assertThat(stack().cli("watch", id).exit()).isZero();
        theStepsAreLogged(id, run.json());
        theArtifactsAreThere(id, folder.resolve("evidence"));
    }

    private static void theStepsAreLogged(String id, JsonNode run) throws Exception {
        var logs = stack().cli("logs", id);
        assertThat(logs.exit()).isZero();
        var sessions = new ArrayList<String>();
        for (var line : logs.output().lines().toList()) {
            sessions.add(JSON.readTree(line).path("session").asText());
        }
        assertThat(sessions)
                .containsAll(
                        StreamSupport.stream(run.path("cases").spliterator(), false)
                                .map(one -> one.path("session").asText())
                                .toList());
    }

    private static void theArtifactsAreThere(String id, Path folder) throws Exception {
        var listed = stack().cli("artifacts", "ls", id, "--json");
        assertThat(listed.exit()).isZero();
        assertThat(listed.json()).hasSize(stack().artifacts(id).size());
        assertThat(stack().cli("artifacts", "ls", id).output().lines())
                .hasSize(listed.json().size());
        var got = stack().cli("artifacts", "get", id, "--output", folder.toString());
        assertThat(got.exit()).as(got.errors()).isZero();
        for (var artifact : listed.json()) {
            var file =
                    folder.resolve(artifact.path("session").asText())
                            .resolve(artifact.path("name").asText());
            assertThat(file).hasSize(artifact.path("bytes").asLong());
        }
        var verified = Cli.run("evidence", "verify", folder.toString());
        assertThat(verified.exit()).as(verified.output() + verified.errors()).isZero();
        assertThat(verified.output()).contains("BENCH-002  passed").contains("BENCH-003  passed");
        assertThat(Cli.run("evidence", "explain", folder.toString()).output())
                .contains("saw visible: it holds");
    }

    /** Those that are meant to fail, among others of the suite, all of which would take minutes. */
    @Test
    void casesFindTheDefectsThatAreSwitchedOnAndNoOther(@TempDir Path folder) throws Exception {
        var shop = shopWith(DEFECTS, folder.resolve("port"));
        try {
            environment("defective", folder.resolve("port"));
            var report = folder.resolve("report.xml");

            var catching = casesThatCatch(DEFECTS);
            var words =
                    new ArrayList<>(
                            List.of(
                                    "--environment",
                                    "defective",
                                    "--json",
                                    "--junit",
                                    report.toString()));
            Stream.concat(catching.stream(), Stream.of("SHOP-001", "SHOP-002", "SHOP-107"))
                    .forEach(key -> words.addAll(List.of("--case", key)));

            var run = run(words.toArray(String[]::new));

            assertThat(run.exit()).as(run.errors()).isEqualTo(1);
            assertThat(run.json().path("status").asText()).isEqualTo("failed");
            assertThat(catching).hasSameSizeAs(DEFECTS);
            assertThat(failed(run.json())).isEqualTo(catching);
            assertThat(testsIn(report))
                    .isEqualTo(
                            Map.of(
                                    "tests", run.json().path("cases").size(),
                                    "failures", DEFECTS.size()));
            EvidenceChecks.everySessionIsProven(stack(), run.json());
        } finally {
            shop.destroyForcibly().waitFor();
        }
    }

    private static Process shopWith(List<String> defects, Path portFile) throws Exception {
        var shop =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "-Dcertyn.demo-shop.defects=" + String.join(",", defects),
                                "-Dcertyn.demo-shop.port-file=" + portFile,
                                "-jar",
                                Cli.root()
                                        .resolve("services/demo-shop/target/demo-shop.jar")
                                        .toString())
                        .redirectErrorStream(true)
                        .redirectOutput(stack().data().resolve("logs/defective-shop.log").toFile())
                        .start();
        org.awaitility.Awaitility.await()
                .until(() -> Files.exists(portFile) && Files.size(portFile) > 0);
        return shop;
    }

    private static void environment(String slug, Path portFile) throws Exception {
        var local = stack().environment("local");
        stack().post(
                        "/api/v1/projects/demo-shop/environments",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                slug,
                                "baseUrl",
                                "http://demo-shop.certyn.localhost:"
                                        + Files.readString(portFile).strip(),
                                "variables",
                                local.path("variables"),
                                "pool",
                                local.path("pool").asText()));
    }

    private static Set<String> failed(JsonNode run) {
        return StreamSupport.stream(run.path("cases").spliterator(), false)
                .filter(one -> !one.path("outcome").asText().equals("passed"))
                .map(one -> one.path("key").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> casesThatCatch(List<String> defects) throws Exception {
        try (var files = Files.walk(Cli.root().resolve("services/demo-shop/project/cases"))) {
            return files.filter(Files::isRegularFile)
                    .map(CliIT::lines)
                    .filter(lines ->
                            defects.stream()
                                    .anyMatch(defect -> lines.contains("catches: " + defect)))
                    .map(lines -> lines.get(1).substring("key: ".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> testsIn(Path report) throws Exception {
        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
        return Map.of(
                "tests", root.getElementsByTagName("testcase").getLength(),
                "failures", root.getElementsByTagName("failure").getLength());
    }

    @Test
    void aRunNeedNotBeWaitedFor() throws Exception {
        var created = run("--environment", "local", "--case", "BENCH-006", "--no-wait");
        assertThat(created.exit()).as(created.errors()).isZero();
        var id = created.output().strip();
        assertThat(id).startsWith("run_");

        assertThat(runUnderTheSameKey()).isEqualTo(runUnderTheSameKey());
        assertThat(stack().cli("watch", id, "--json").json().path("status").asText())
                .isEqualTo("passed");
    }

    private static JsonNode runUnderTheSameKey() throws Exception {
        var created =
                run(
                        "--environment",
                        "local",
                        "--case",
                        "BENCH-006",
                        "--no-wait",
                        "--json",
                        "--idempotency-key",
                        "the-same");
        assertThat(created.exit()).as(created.errors()).isZero();
        return created.json().path("id");
    }

    @Test
    void aWaitThatIsTooLongEndsAndTheRunGoesOn() throws Exception {
        var waited = run("--environment", "local", "--case", "BENCH-020", "--timeout", "0s");

        assertThat(waited.exit()).isEqualTo(5);
        var sentence = waited.errors().lines().toList().getLast();
        var id = sentence.substring(sentence.lastIndexOf(' ') + 1);
        assertThat(stack().finished(id).path("status").asText()).isEqualTo("passed");
    }

    @Test
    void ctrlCCancelsTheRun() throws Exception {
        var words =
                stack().words(
                                "run",
                                "--project",
                                "demo-shop",
                                "--environment",
                                "local",
                                "--case",
                                "SHOP-504");
        var log = Files.createTempFile("certyn-run", ".log");
        // What a shell starts in the background ignores Ctrl-C, and so would all it starts.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Cli.command(words));
        var following =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            org.awaitility.Awaitility.await()
                    .until(() ->
                            Files.readString(log).lines().anyMatch(l -> l.startsWith("Run #")));

            Cli.ended(List.of("kill", "-INT", String.valueOf(following.pid())), Map.of());

            assertThat(following.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(following.exitValue()).isEqualTo(130);
            var said = Files.readString(log);
            var id =
                    said.lines()
                            .filter(line -> line.startsWith("Run #"))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll(".* ", "");
            assertThat(said).contains("Interrupted; cancelling " + id + ".");
            var run = stack().finished(id);
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("cancelled");
            assertThat(stack().cli("watch", id).exit()).isEqualTo(8);
        } finally {
            following.destroyForcibly();
            Files.delete(log);
        }
    }

    @Test
    void whyARunWaitsIsSaid() throws Exception {
        stack().unmannedEnvironment("nobody-home");
        var created = run("--environment", "nobody-home", "--case", "BENCH-006", "--no-wait");
        var id = created.output().strip();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> {
                    var why = stack().cli("why-queued", id);
                    assertThat(why.exit()).as(why.errors()).isZero();
                    assertThat(why.output())
                            .startsWith(
                                    "Pool nobody-home has no runner; register one.\nPosition 1, ");
                });

        assertThat(stack().cli("why-queued", id, "--json").json().path("run").asText())
                .isEqualTo(id);
        assertThat(stack().cli("cancel", id, "--reason", "nobody comes").exit()).isZero();
        stack().finished(id);
        assertThat(stack().cli("why-queued", id).exit()).isEqualTo(4);
    }

    @Test
    void theRunnerOfTheStackIsListed() throws Exception {
        var listed = stack().cli("runners");

        assertThat(listed.exit()).as(listed.errors()).isZero();
        assertThat(listed.output()).contains("online", "busy");
        assertThat(stack().cli("runners", "--json").json().path(0).path("state").asText())
                .isEqualTo("online");
    }

    @Test
    void aRunThatStartsLaterSaysUntilWhenItWaits() throws Exception {
        var created =
                run(
                        "--environment",
                        "local",
                        "--case",
                        "BENCH-006",
                        "--no-wait",
                        "--not-before",
                        "+5h");
        assertThat(created.exit()).as(created.errors()).isZero();
        var id = created.output().strip();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> {
                    var why = stack().cli("why-queued", id, "--json");
                    assertThat(why.exit()).as(why.errors()).isZero();
                    assertThat(why.json().path("reason").asText()).isEqualTo("SCHEDULED_LATER");
                });

        assertThat(stack().cli("cancel", id, "--reason", "not needed").exit()).isZero();
        stack().finished(id);
    }

    /** As the README has it: where and who are found in the local stack, or in the environment. */
    @Test
    void aSuiteIsRunWithoutSayingWhereAndWho() throws Exception {
        stack().post(
                        "/api/v1/projects/demo-shop/suites",
                        Map.of("slug", "one", "name", "One", "cases", List.of("BENCH-006")));
        var words = List.of("run", "--suite", "one", "--project", "demo-shop", "--environment");

        var found = Cli.run(with(words, "local", "--data-dir", stack().data().toString()));
        var told =
                Cli.run(
                        Map.of(
                                "CERTYN_API_URL", stack().api().toString(),
                                "CERTYN_API_KEY", stack().apiKey()),
                        with(words, "local", "--no-wait"));

        assertThat(found.exit()).as(found.errors()).isZero();
        assertThat(found.output()).contains("BENCH-006");
        assertThat(told.exit()).as(told.errors()).isZero();
        var run = stack().finished(told.output().strip());
        assertThat(run.path("cases")).hasSize(1);
        assertThat(run.path("status").asText()).isEqualTo("passed");
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** A pipe and a device are written like a file. */
    @Test
    void aReportMayGoToStandardOutput() throws Exception {
        var ended = run("--environment", "local", "--case", "BENCH-006", "--junit", "/dev/stdout");

        assertThat(ended.exit()).as(ended.errors()).isZero();
        assertThat(ended.output()).contains("<testsuites", "BENCH-006");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeThereIsARun(@TempDir Path folder) throws Exception {
        var before = runs();

        for (var report : List.of(folder, folder.resolve("none/report.xml"))) {
            var ended =
                    run("--environment", "local", "--case", "BENCH-006", "--junit", "" + report);

            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.errors().strip()).isEqualTo("Cannot write " + report + ".");
        }
        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void anUnreachableApplicationIsNobodysFailedTest() throws Exception {
        stack().post(
                        "/api/v1/projects/demo-shop/environments",
                        Map.of(
                                "slug", "away",
                                "name", "Away",
                                "baseUrl", "http://127.0.0.1:1",
                                "variables", Map.of(),
                                "pool", stack().environment("local").path("pool").asText()));

        var run = run("--environment", "away", "--case", "BENCH-006");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.output()).contains("blocked").contains("CASES_BLOCKED");
    }

    @Test
    void whatIsNotThereIsSaidInOneSentence() throws Exception {
        for (var words :
                List.of(
                        List.of(
                                "--project",
                                "nowhere",
                                "--environment",
                                "local",
                                "--suite",
                                "smoke"),
                        List.of("--environment", "local", "--suite", "nope"),
                        List.of("--environment", "nope", "--suite", "smoke"),
                        List.of("--environment", "local", "--case", "NOPE-1"))) {
            var ended = run(words.toArray(String[]::new));

            assertThat(ended.exit()).as(words + ended.errors()).isEqualTo(4);
            assertThat(ended.errors().lines()).as(ended.errors()).hasSize(1);
            assertThat(ended.output()).isEmpty();
        }
        assertThat(stack().cli("watch", "run_00000000000000000000000001").exit()).isEqualTo(4);
    }

    @Test
    void whatCannotBeMeantIsAUsageError() throws Exception {
        for (var words :
                List.of(
                        List.of("--environment", "local", "--tag", "nope"),
                        List.of("--environment", "local"),
                        List.of("--environment", "local", "--suite", "smoke", "--timeout", "soon"),
                        List.of("--environment", "local", "--suite", "smoke", "--not-before", "8"),
                        List.of("--suite", "smoke"))) {
            assertThat(run(words.toArray(String[]::new)).exit()).as(words.toString()).isEqualTo(2);
        }
        var elsewhere =
                Cli.run("watch", "run_1", "--api-url", "ftp://certyn.test", "--api-key", "x");
        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.errors().lines()).hasSize(1);
    }

    @Test
    void aWrongKeyAndAnAbsentControlPlaneAreToldApart() throws Exception {
        var run = "run_00000000000000000000000001";
        var wrongKey =
                Cli.run("watch", run, "--api-url", stack().api().toString(), "--api-key", "wrong");
        var away = Cli.run("watch", run, "--api-url", "http://127.0.0.1:1", "--api-key", "x");

        assertThat(wrongKey.exit()).isEqualTo(3);
        assertThat(wrongKey.errors().lines()).hasSize(1);
        assertThat(away.exit()).isEqualTo(9);
        assertThat(away.errors().lines()).hasSize(1);
    }

    @Test
    void whatIsRefusedLeavesNoRunBehind() throws Exception {
        var before = runs();

        var malformed = stack().sendText("POST", "/api/v1/projects/demo-shop/runs", "{\"suite\": ");
        var empty =
                stack().send(
                                "POST",
                                "/api/v1/projects/demo-shop/runs",
                                Map.of("tags", List.of(), "environment", "local"));
        var notHttp =
                stack().send(
                                "POST",
                                "/api/v1/projects/demo-shop/environments",
                                Map.of(
                                        "slug", "files",
                                        "name", "Files",
                                        "baseUrl", "file:///etc/passwd",
                                        "variables", Map.of()));
        var notUnderstood =
                stack().send(
                                "POST",
                                "/api/v1/projects/demo-shop/cases:import",
                                List.of(
                                        Map.of(
                                                "path",
                                                "bad.md",
                                                "text",
                                                MeetingPlace.CASE
                                                        .formatted("BAD-1")
                                                        .replace("Go to", "Dance on"))));

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(notHttp.statusCode()).isEqualTo(422);
        assertThat(notUnderstood.statusCode()).isEqualTo(422);
        for (var answer : List.of(malformed, empty, notHttp, notUnderstood)) {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(runs()).isEqualTo(before);
        assertThat(stack().get("/api/v1/projects/demo-shop/environments").toString())
                .doesNotContain("/etc/passwd");
        assertThat(run("--environment", "local", "--case", "BAD-1").exit()).isEqualTo(4);
    }

    private static JsonNode runs() throws Exception {
        return stack().get("/api/v1/projects/demo-shop/runs?limit=1")
                .path("items")
                .get(0)
                .path("id");
    }

    /** {@code certyn run} in the demo's project, unless the words name another. */
    private static Cli.Ended run(String... words) throws Exception {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(words));
        if (!all.contains("--project")) {
            all.addAll(List.of("--project", "demo-shop"));
        }
        return stack().cli(all.toArray(String[]::new));
    }
}

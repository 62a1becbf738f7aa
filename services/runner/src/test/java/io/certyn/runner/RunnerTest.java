package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @TempDir Path directory;
    private TestControlPlane plane;

    @BeforeEach
    void start() throws IOException {
        plane = TestControlPlane.start(TestControlPlane.TIMING);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void anOfferedSessionIsExecutedAndItsEvidenceStored() throws Exception {
        try (var runner = runner()) {
            // When
            plane.enqueue("pass");

            // Then
            var completion = completion();
            assertThat(completion.failure()).isNull();
            assertThat(completion.results())
                    .singleElement()
                    .extracting(Sync.Result::outcome)
                    .isEqualTo("passed");
            assertThat(plane.uploads.keySet())
                    .containsExactlyInAnyOrder(
                            "steps/0001-after.jpg",
                            "steps.ndjson",
                            "agent-trace.jsonl",
                            "agent.log",
                            "manifest.json");
            var manifest =
                    ProtocolJson.MAPPER.readValue(
                            plane.uploads.get("manifest.json"), EvidenceManifest.class);
            assertThat(manifest.files())
                    .hasSize(4)
                    .extracting(Uploads.File::bytes)
                    .contains(310_000L);
            assertThat(new String(plane.uploads.get("agent.log"), StandardCharsets.UTF_8))
                    .contains("test agent done");
            assertThat(plane.events)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.type()).isEqualTo("step_finished");
                        assertThat(event.seq()).isEqualTo(1);
                        assertThat(event.data()).containsEntry("outcome", "passed");
                    });
            assertThat(plane.states).contains("starting", "running", "finishing");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftBehind()).isEmpty());
            assertThat(runner.log()).doesNotContain("ERROR").doesNotContain("SEVERE");
        }
    }

    /** A slot that an exchange frees is offered its next session in that exchange's answer. */
    @Test
    void anOfferIsTakenFromTheAnswerToAnExchangeToo() throws Exception {
        plane.enqueueForExchange("pass");
        try (var _ = runner()) {
            assertThat(completion().results()).hasSize(1);
        }
    }

    @Test
    void whatAnAgentWasRefusedIsPartOfTheEvidence() throws Exception {
        try (var _ = runner()) {
            plane.enqueue("curious");

            assertThat(completion().manifestSha256()).isNotNull();
            assertThat(plane.uploads.get("egress.jsonl"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(
                            """
                            {"type":"security","kind":"request_denied",\
                            "detail":"tracker.example:443, not_an_origin, 2 times"}
                            """);
        }
    }

    /** As long as it takes, in one line; it would register in a crash loop otherwise. */
    @Test
    void aControlPlaneThatIsNotThereIsWaitedForAndNamedOnce() throws Exception {
        plane.hungUp.set(4);
        try (var runner = runner()) {
            plane.enqueue("pass");

            assertThat(completion().results()).hasSize(1);
            assertThat(count(runner, "control plane unreachable")).isEqualTo(1);
            assertThat(count(runner, "control plane reachable again")).isEqualTo(1);
        }
    }

    @Test
    void itsIdentityIsKeptSoThatItNeverRegistersTwice() throws Exception {
        try (var first = runner()) {
            await().atMost(PATIENCE).until(() -> !plane.syncs.isEmpty());
            first.terminate();
            assertThat(first.awaitExit()).isZero();
        }
        plane.syncs.clear();
        try (var second = runner()) {
            await().atMost(PATIENCE).until(() -> !plane.syncs.isEmpty());
            second.terminate();
            second.awaitExit();
        }
        assertThat(plane.registrations).hasSize(1);
        assertThat(plane.syncs.getFirst().inventory()).isEmpty();
        for (var name : new String[] {"identity.json", "runner.key"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            directory.resolve("state").resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anAgentThatDiesIsReportedAsCrashedWithTheEvidenceThereIs() throws Exception {
        try (var _ = runner()) {
            plane.enqueue("crash");

            var completion = completion();
            assertThat(completion.failure()).isEqualTo("AGENT_CRASHED");
            assertThat(completion.message()).contains("status 7");
            assertThat(completion.results()).isEmpty();
            assertThat(completion.manifestSha256()).isNotNull();
            assertThat(plane.uploads)
                    .containsKeys("agent-trace.jsonl", "agent.log", "manifest.json");
        }
    }

    @Test
    void anAgentThatViolatesTheLinkIsKilledAndReported() throws Exception {
        try (var _ = runner()) {
            plane.enqueue("violating");

            var completion = completion();
            assertThat(completion.failure()).isEqualTo("AGENT_CRASHED");
            assertThat(completion.message()).contains("may not have its name");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftBehind()).isEmpty());
        }
    }

    @Test
    void aStoppedSessionHandsOverWhatItHas() throws Exception {
        try (var _ = runner()) {
            var session = plane.enqueue("cancellable");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.command("stop_session", session, Map.of("reason", "cancel"));

            assertThat(completion().manifestSha256()).isNotNull();
            assertThat(plane.acks).singleElement().extracting(Sync.Ack::result).isEqualTo("DONE");
        }
    }

    @Test
    void anAgentThatIgnoresACancelIsKilledWithEverythingItStarted() throws Exception {
        try (var _ = runner()) {
            var session = plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.command("stop_session", session, Map.of("reason", "cancel"));

            assertThat(completion().failure()).isEqualTo("CANCELLED");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftBehind()).isEmpty());
        }
    }

    @Test
    void aRejectedRenewalKillsAtOnceAndReportsNothing() throws Exception {
        try (var runner = runner()) {
            plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.rejecting = true;

            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(leftBehind()).isEmpty());
            plane.rejecting = false;
            plane.enqueue("pass");
            assertThat(completion().results()).hasSize(1);
            assertThat(plane.completions).hasSize(1);
            assertThat(runner.log()).contains("lease lost").contains("STALE");
        }
    }

    @Test
    void aFewFailedRenewalsLoseNothing() throws Exception {
        try (var runner = runner()) {
            var session = plane.enqueue("cancellable");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.failures.set(3);
            await().atMost(PATIENCE).until(() -> plane.failures.get() == 0);
            plane.command("stop_session", session, Map.of("reason", "cancel"));

            assertThat(completion().results()).hasSize(1);
            assertThat(runner.log()).doesNotContain("lease lost");
        }
    }

    @Test
    void whereNobodyAnswersTheRunnerStopsItsAgentsByItself() throws Exception {
        try (var runner = runner()) {
            plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.failures.set(Integer.MAX_VALUE);

            await().atMost(
                            Duration.ofMillis(
                                    TestControlPlane.TIMING.selfDeadlineMs()
                                            + TestControlPlane.TIMING.killGraceMs()))
                    .untilAsserted(() -> assertThat(leftBehind()).isEmpty());
            assertThat(runner.log()).contains("SELF_DEADLINE");
        }
    }

    @Test
    void aCompletionSurvivesTheRunnerAndIsSentUntilAcknowledged() throws Exception {
        plane.completionsLost = true;
        try (var first = runner()) {
            plane.enqueue("pass");
            await().atMost(PATIENCE)
                    .until(() ->
                            plane.syncs.stream().anyMatch(sync -> !sync.completions().isEmpty()));
            first.kill();
            first.awaitExit();
        }
        plane.completionsLost = false;
        try (var _ = runner()) {
            assertThat(completion().results()).hasSize(1);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(directory.resolve("state/spool")).isEmptyDirectory());
        }
    }

    @Test
    void agentsOfAKilledRunnerAreGoneBeforeTheNextOneClaims() throws Exception {
        try (var first = runner()) {
            plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());
            first.kill();
            first.awaitExit();
        }
        assertThat(leftBehind()).isNotEmpty();
        plane.syncs.clear();
        try (var second = runner()) {
            await().atMost(PATIENCE).until(() -> !plane.syncs.isEmpty());
            assertThat(leftBehind()).isEmpty();
            assertThat(plane.syncs.getFirst().inventory()).isEmpty();
            assertThat(second.log()).contains("leftover agent removed");
        }
    }

    @Test
    void aRunnerThatIsNotKnownAnyMoreEndsByItselfWithItsAgents() throws Exception {
        try (var runner = runner()) {
            plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            plane.knowsRunner = false;

            assertThat(runner.awaitExit()).isEqualTo(4);
            assertThat(runner.log()).contains("does not know this runner any more");
            assertThat(leftBehind()).isEmpty();
        }
    }

    @Test
    void anInstanceThatIsSupersededEndsByItself() throws Exception {
        try (var first = runner()) {
            await().atMost(PATIENCE).until(() -> !plane.syncs.isEmpty());
            try (var _ = TestRunner.start(copyOfState(), plane.url(), Map.of())) {
                assertThat(first.awaitExit()).isEqualTo(3);
            }
        }
    }

    @Test
    void onSigtermARunningSessionMayEnd() throws Exception {
        try (var runner = runner()) {
            var session = plane.enqueue("cancellable");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            runner.terminate();
            await().atMost(PATIENCE).until(() -> runner.log().contains("draining"));
            plane.command("stop_session", session, Map.of("reason", "cancel"));

            assertThat(completion().results()).hasSize(1);
            assertThat(runner.awaitExit()).isZero();
            assertThat(leftBehind()).isEmpty();
        }
    }

    @Test
    void failedUploadsAreTriedAgain() throws Exception {
        plane.uploadFailures.set(4);
        try (var _ = runner()) {
            plane.enqueue("pass");

            assertThat(completion().manifestSha256()).isNotNull();
            assertThat(plane.uploads).hasSize(5);
        }
    }

    @Test
    void waitingAgentsAreUsedOnceEach() throws Exception {
        try (var runner = runner(Map.of("certyn.runner.warm-agents", "1"))) {
            await().atMost(PATIENCE).until(() -> runner.log().contains("agent ready"));

            plane.enqueue("pass");
            plane.enqueue("pass");

            await().atMost(PATIENCE).until(() -> plane.completions.size() == 2);
            assertThat(plane.completions).allMatch(done -> done.results().size() == 1);
            assertThat(agentNames(runner)).hasSize(2);
        }
    }

    /** In containers they would be of the wrong image; here only who is taken shows. */
    @Test
    void agentsThatWaitForAnotherImageAreNotUsed() throws Exception {
        try (var runner = runner(Map.of("certyn.runner.warm-agents", "1"))) {
            await().atMost(PATIENCE).until(() -> runner.log().contains("agent ready"));
            var waiting = agentReady(runner);

            plane.image = "certyn/agent:next";
            plane.enqueue("pass");

            assertThat(completion().results()).hasSize(1);
            assertThat(agentNames(runner)).hasSize(1).doesNotContain(waiting);
        }
    }

    @Test
    void manyWaitingAgentsAreReplacedOnlyOnceNothingRuns() throws Exception {
        try (var runner = runner(Map.of("certyn.runner.warm-agents", "3"))) {
            await().atMost(PATIENCE).until(() -> count(runner, "agent ready") == 3);
            var session = plane.enqueue("cancellable");
            await().atMost(PATIENCE).until(() -> !plane.events.isEmpty());

            // Two slots: the two that wait are enough until the next one is taken.
            plane.enqueue("pass");
            await().atMost(PATIENCE).until(() -> count(runner, "agent ready") == 4);
            plane.command("stop_session", session, Map.of("reason", "cancel"));

            await().atMost(PATIENCE).until(() -> count(runner, "agent ready") == 5);
            var log = runner.log();
            assertThat(log.lastIndexOf("agent ready"))
                    .isGreaterThan(log.indexOf("session finished sessionId=" + session));
        }
    }

    private static int count(TestRunner runner, String words) throws IOException {
        return runner.log().split(words, -1).length - 1;
    }

    private static String agentReady(TestRunner runner) throws IOException {
        var found =
                java.util.regex.Pattern.compile("agent ready name=(\\w+)").matcher(runner.log());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static java.util.Set<String> agentNames(TestRunner runner) throws IOException {
        return java.util.regex.Pattern.compile("session running .* agent=(\\w+)")
                .matcher(runner.log())
                .results()
                .map(found -> found.group(1))
                .collect(java.util.stream.Collectors.toSet());
    }

    private Path copyOfState() throws IOException {
        var copy = Files.createDirectories(directory.resolve("other"));
        var state = Files.createDirectories(copy.resolve("state"));
        for (var name : new String[] {"identity.json", "runner.key"}) {
            Files.copy(directory.resolve("state").resolve(name), state.resolve(name));
        }
        return copy;
    }

    private TestRunner runner() throws IOException {
        return runner(Map.of());
    }

    private TestRunner runner(Map<String, String> settings) throws IOException {
        return TestRunner.start(directory, plane.url(), settings);
    }

    private Sync.Completion completion() {
        await().atMost(PATIENCE).until(() -> !plane.completions.isEmpty());
        return plane.completions.getFirst();
    }

    /** Processes whose environment names a directory of an agent of this runner. */
    private java.util.List<Long> leftBehind() {
        var agents = directory.resolve("state/agents").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(agents))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(
                    Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}

package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.Replay;
import io.certyn.protocol.trace.TraceChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a session ends before its cases do. */
class StopIT {

    private static Assignment waiting(String url) {
        return TestAgent.assignment(
                url,
                List.of(
                        TestAgent.oneCase(
                                "wait",
                                List.of("Go to /", "Wait 20 s"),
                                List.of("Expect \"Here\" visible"))),
                Map.of(),
                TestAgent.budgets());
    }

    private static void awaitStep(TestAgent agent, int step) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> agent.link().steps("started").size() >= step);
    }

    @Test
    void aCancelEndsTheSessionWithinTwoSecondsAndKeepsTheEvidence() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()))) {
            // Given
            awaitStep(agent, 2);

            // When
            agent.link().send(LinkMessages.Control.cancel("CANCELLED_BY_USER"));

            // Then
            await().atMost(Duration.ofSeconds(2)).until(agent.link()::hasResults);
            assertThat(agent.result().outcome()).isEqualTo("cancelled");
            assertThat(agent.link().files()).containsKeys("steps/0001-after.jpg", "trace.zip");
        }
    }

    @Test
    void aCancelEndsEvenANavigationThatHangs() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var agent = TestAgent.start(waiting("http://127.0.0.1:" + silent.getLocalPort()))) {
            // Given
            awaitStep(agent, 1);

            // When
            agent.link().send(LinkMessages.Control.cancel("CANCELLED_BY_USER"));

            // Then
            await().atMost(Duration.ofSeconds(3)).until(agent.link()::hasResults);
            assertThat(agent.result().outcome()).isEqualTo("cancelled");
        }
    }

    @Test
    void aDeadlineThatIsNotExtendedEndsTheAgentWithoutAResult() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()), Duration.ofSeconds(4))) {
            // Given
            awaitStep(agent, 2);

            // When
            agent.link().stopExtending();

            // Then
            await().atMost(Duration.ofSeconds(8)).until(agent::hasEnded);
            assertThat(agent.exitStatus()).isEqualTo(Agent.End.EXPIRED.status());
            assertThat(agent.link().hasResults()).isFalse();
        }
    }

    @Test
    void aDeadlineThatIsExtendedLetsLongStepsRun() throws Exception {
        var assignment =
                TestAgent.assignment(
                        "http://127.0.0.1:1",
                        List.of(TestAgent.oneCase("long", List.of("Wait 6 s"), List.of())),
                        Map.of(),
                        TestAgent.budgets());
        try (var agent = TestAgent.start(assignment, Duration.ofSeconds(4))) {
            assertThat(agent.result().reason()).isEqualTo("NO_EXPECTATION");
        }
    }

    @Test
    void aBrowserThatDiesIsAnErrorOfThePlatform() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()))) {
            // Given
            awaitStep(agent, 2);

            // When
            var chromium = TestAgent.chromium().toString();
            agent.descendants()
                    .filter(process ->
                            process.info().command().filter(chromium::equals).isPresent())
                    .forEach(ProcessHandle::destroyForcibly);

            // Then
            assertThat(agent.result().outcome()).isEqualTo("error");
            assertThat(agent.result().reason()).isEqualTo("BROWSER_CRASHED");
        }
    }

    @Test
    void anAgentThatIsKilledLeavesEverythingUpToItsLastStep() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()))) {
            // Given
            awaitStep(agent, 2);

            // When
            agent.kill();

            // Then
            await().atMost(Duration.ofSeconds(10)).until(agent::hasEnded);
            await().untilAsserted(() ->
                    assertThat(agent.link().trace().getLast()).contains("step.start"));
            assertThat(TraceChain.verify(agent.link().trace())).isEmpty();
            assertThat(agent.link().files())
                    .containsKeys("steps/0001-before.jpg", "steps/0001-after.jpg");
            var replayed = Replay.of(agent.link().trace()).getFirst();
            assertThat(replayed.stated()).isEmpty();
            assertThat(replayed.steps().getFirst().stated())
                    .contains(replayed.steps().getFirst().recomputed());
            assertThat(replayed.recomputed().shown()).isEqualTo("inconclusive NOT_EXECUTED");
        }
    }

    private static boolean isRenderer(ProcessHandle process) {
        try {
            var path = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
            return Files.readString(path).contains("--type=renderer");
        } catch (IOException _) {
            // It has just ended.
            return false;
        }
    }

    @Test
    void aPageThatCrashesIsAnErrorOfThePlatformToo() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()))) {
            // Given
            awaitStep(agent, 2);

            // When
            var renderers = agent.descendants().filter(StopIT::isRenderer).toList();
            assertThat(renderers).isNotEmpty();
            renderers.forEach(ProcessHandle::destroyForcibly);

            // Then
            assertThat(agent.result().reason()).isEqualTo("BROWSER_CRASHED");
        }
    }

    @Test
    void aLostLinkEndsTheAgent() throws Exception {
        try (var site = TestSite.start().page("/", "<p>Here</p>");
                var agent = TestAgent.start(waiting(site.url()))) {
            // Given
            awaitStep(agent, 2);

            // When
            agent.link().hangUp();

            // Then
            await().atMost(Duration.ofSeconds(5)).until(agent::hasEnded);
            assertThat(agent.exitStatus()).isNotEqualTo(Agent.End.DONE.status());
        }
    }
}

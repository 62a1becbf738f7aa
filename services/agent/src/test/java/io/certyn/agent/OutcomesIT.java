package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.Replay;
import io.certyn.protocol.trace.TraceChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What each kind of trouble comes to. */
class OutcomesIT {

    private static final String PAGE =
            "<h1>Page</h1><button>Same</button><button>Same</button><a href=/broken>Broken</a>"
                    + "<a href=\"http://localhost:1/\">Away</a><button disabled>Locked</button>"
                    + "<div role=textbox aria-label=Note>n</div><a target=_blank href=/>More</a>"
                    + "<p>Here</p>";

    private static Assignment.Case steps(String key, String... steps) {
        return TestAgent.oneCase(key, List.of(steps), List.of("Expect \"Here\" visible"));
    }

    private static List<Assignment.Case> cases() {
        return List.of(
                steps("fine", "Go to /"),
                steps("absent", "Go to /", "Click \"Nothing\" within 1 s"),
                steps("locked", "Go to /", "Click \"Locked\" within 1 s"),
                steps("false", "Go to /", "Expect \"There\" visible within 1 s"),
                steps("no-tab", "Go to /", "Switch to tab \"Nothing\" within 1 s"),
                steps("tabs", "Go to /", "Click \"More\"", "Switch to tab \"Fixture\" within 2 s"),
                steps("no-value", "Go to /", "Remember value of \"Note\" as {{note}}"),
                steps("broken", "Go to /broken"),
                steps("broken-link", "Go to /", "Click \"Broken\""),
                steps("ambiguous", "Go to /", "Click \"Same\""),
                steps("unreadable", "Go to /", "Clik \"Same\""),
                steps("variable", "Go to /", "Click \"{{nobody}}\""),
                steps("denied", "Go to http://localhost:1/"),
                steps("denied-link", "Go to /", "Click \"Away\""),
                TestAgent.oneCase("nothing", List.of("Go to /"), List.of()),
                TestAgent.oneCase("action", List.of("Go to /"), List.of("Click \"Same\"")));
    }

    /** This machine's browser draws WebGL by a program. */
    @Test
    void withoutAGraphicsProcessorACaseThatNeedsOneIsAnErrorOfThePlatform() throws Exception {
        try (var site = TestSite.start().page("/", PAGE);
                var agent =
                        TestAgent.start(
                                TestAgent.onGpu(
                                        TestAgent.assignment(
                                                site.url(),
                                                List.of(steps("draws", "Go to /")),
                                                Map.of(),
                                                TestAgent.budgets())))) {
            var result = agent.result();

            assertThat(result.outcome()).isEqualTo("error");
            assertThat(result.reason()).isEqualTo("WEBGL_UNSUPPORTED");
            assertThat(result.message()).contains("WebGL is drawn by a program: ANGLE");
            assertThat(agent.link().trace().getFirst()).contains("\"renderer\":\"ANGLE");
            assertThat(agent.link().files())
                    .as("pictures of a page")
                    .doesNotContainKey("trace.zip");
        }
    }

    @Test
    void everyTroubleHasItsOutcomeAndReason() throws Exception {
        try (var site = TestSite.start().page("/", PAGE).page("/broken", 500, "<p>Oh</p>");
                // Given
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(), cases(), Map.of(), TestAgent.budgets()))) {
            // When
            var found = new LinkedHashMap<String, String>();
            for (var result : agent.link().results()) {
                found.put(result.key(), result.outcome() + " " + result.reason());
            }

            // Then
            assertThat(found)
                    .containsExactly(
                            Map.entry("fine", "passed null"),
                            Map.entry("absent", "failed TARGET_NOT_FOUND"),
                            Map.entry("locked", "failed TARGET_NOT_ACTIONABLE"),
                            Map.entry("false", "failed EXPECTATION_FALSE"),
                            Map.entry("no-tab", "failed TARGET_NOT_FOUND"),
                            Map.entry("tabs", "blocked AMBIGUOUS_TARGET"),
                            Map.entry("no-value", "failed TARGET_NOT_ACTIONABLE"),
                            Map.entry("broken", "failed SERVER_ERROR"),
                            Map.entry("broken-link", "failed SERVER_ERROR"),
                            Map.entry("ambiguous", "blocked AMBIGUOUS_TARGET"),
                            Map.entry("unreadable", "blocked STEP_NOT_UNDERSTOOD"),
                            Map.entry("variable", "blocked VARIABLE_MISSING"),
                            Map.entry("denied", "blocked NAVIGATION_DENIED"),
                            Map.entry("denied-link", "blocked NAVIGATION_DENIED"),
                            Map.entry("nothing", "inconclusive NO_EXPECTATION"),
                            Map.entry("action", "blocked STEP_NOT_UNDERSTOOD"));
            checkEvidence(agent.link());
        }
    }

    private static void checkEvidence(TestRunnerLink link) throws IOException {
        var files = link.files();
        var tried = new ArrayList<LinkMessages.Step>();
        for (var step : link.steps("finished")) {
            if (!Objects.equals(step.outcome(), "skipped")) {
                tried.add(step);
                assertThat(files).containsKey(String.valueOf(step.screenshot()));
            }
        }
        assertThat(link.steps("started")).hasSameSizeAs(tried);
        assertThat(link.steps("finished").stream().map(LinkMessages.Step::outcome))
                .contains("skipped");
        assertThat(TraceChain.verify(link.trace())).isEmpty();
        everyVerdictFollowsFromTheTrace(link);
        assertThat(entries(files.getOrDefault("fine/trace.zip", new byte[0])))
                .contains("trace.trace", "trace.network");
        assertThat(
                        new String(
                                files.getOrDefault("ambiguous/steps.ndjson", new byte[0]),
                                StandardCharsets.UTF_8))
                .contains("\\\"Same\\\" fits 2 elements")
                .hasLineCount(3);
    }

    private static void everyVerdictFollowsFromTheTrace(TestRunnerLink link) {
        var replayed = Replay.of(link.trace());
        assertThat(replayed).hasSameSizeAs(link.results());
        for (int i = 0; i < replayed.size(); i++) {
            var one = replayed.get(i);
            var result = link.results().get(i);
            assertThat(one.recomputed().outcome()).as(one.key()).isEqualTo(result.outcome());
            assertThat(one.recomputed().reason().orElse(null))
                    .as(one.key())
                    .isEqualTo(result.reason());
            assertThat(one.steps())
                    .allSatisfy(step ->
                            assertThat(step.stated())
                                    .as(one.key() + " " + step.number())
                                    .contains(step.recomputed()));
        }
    }

    private static List<String> entries(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void anEnvironmentThatDoesNotAnswerBlocksTheCase() throws Exception {
        // Given
        String url;
        try (var site = TestSite.start()) {
            url = site.url();
        }

        // When
        try (var agent =
                TestAgent.start(
                        TestAgent.assignment(
                                url,
                                List.of(steps("dead", "Go to /")),
                                Map.of(),
                                TestAgent.budgets()))) {
            // Then
            assertThat(agent.result())
                    .extracting(Sync.Result::outcome, Sync.Result::reason)
                    .containsExactly("blocked", "ENVIRONMENT_UNREACHABLE");
        }
    }

    @Test
    void aBudgetThatIsUsedUpEndsInconclusive() throws Exception {
        try (var site = TestSite.start().page("/", PAGE);
                // Given
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        List.of(
                                                steps(
                                                        "steps",
                                                        "Go to /",
                                                        "Wait 100 ms",
                                                        "Wait 1 s")),
                                        Map.of(),
                                        new Assignment.Budgets(2, 60_000, 3_000, 10_000)))) {
            // When
            var result = agent.result();

            // Then
            assertThat(result.reason()).isEqualTo("BUDGET_EXCEEDED");
            assertThat(result.outcome()).isEqualTo("inconclusive");
            assertThat(result.message()).contains("2 steps");
        }
    }
}

package io.certyn.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.step.CaseFile;
import io.certyn.protocol.step.CaseIdentity;
import io.certyn.protocol.trace.Replay;
import io.certyn.protocol.trace.ReplayedCase;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord.CaseKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The explorer in real Chromium against the demo shop and its list of defects. */
class ExplorationIT {

    private static final double LEAST_FOUND = 0.9;
    private static final double MOST_FALSE = 0.1;

    @BeforeAll
    static void needsTheShop() {
        assumeTrue(TestShop.isBuilt() || System.getenv("CI") != null, "demo-shop is not built");
    }

    /** As fast as it can: the shop is ours. */
    private static Assignment exploring(String url, boolean production, List<String> covered) {
        var usual =
                TestAgent.assignment(
                        url,
                        List.of(TestAgent.oneCase("exploration", List.of(), List.of())),
                        Map.of(),
                        new Assignment.Budgets(1_000, 480_000, 3_000, 10_000));
        return TestAgent.exploring(
                usual, production, new Assignment.Exploration(60, 4, 240_000, 0, covered));
    }

    private static JsonNode json(TestAgent agent, String name) throws IOException {
        return ProtocolJson.MAPPER.readTree(agent.link().files().get(name));
    }

    private static List<CaseFile> proposals(TestAgent agent) {
        return agent.link().files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".md"))
                .map(file -> CaseFile.read(file.getKey(), new String(file.getValue(), UTF_8)))
                .map(reading ->
                        switch (reading) {
                            case CaseFile.Reading.Read(var file) -> file;
                            case CaseFile.Reading.Unreadable(var errors) ->
                                    throw new IllegalStateException(errors.toString());
                        })
                .toList();
    }

    /** What the findings say about the defects that can be seen. */
    private record Score(Set<String> missed, List<String> wrong, int findings) {

        static Score of(JsonNode report) throws IOException {
            var visible = TestShop.visible();
            var missed = new TreeSet<String>();
            visible.forEach(defect -> missed.add(defect.id()));
            var wrong = new ArrayList<String>();
            for (var finding : report.path("findings")) {
                var kind = finding.path("kind").asText();
                var rule = finding.path("rule").asText();
                var subject = finding.path("subject").asText();
                var fits =
                        visible.stream().filter(each -> each.fits(kind, rule, subject)).findFirst();
                fits.ifPresentOrElse(
                        defect -> missed.remove(defect.id()),
                        () -> wrong.add(kind + " " + rule + " " + subject));
            }
            return new Score(missed, wrong, report.path("findings").size());
        }
    }

    @Test
    void everyDefectThatShowsToACrawlerIsFoundAndItsCasesPassOnceTheDefectsAreGone()
            throws Exception {
        List<CaseFile> proposals;
        try (var shop = TestShop.open("all");
                var agent = TestAgent.start(exploring(shop.url(), false, List.of()))) {
            var result = agent.result();
            assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
            var score = Score.of(json(agent, "findings.json"));
            int all = TestShop.visible().size();
            proposals = proposals(agent);
            System.out.printf(
                    "explorer: %s; of %d defects missed %s; of %d findings false %s%n",
                    result.message(), all, score.missed(), score.findings(), score.wrong());
            assertThat(score.missed()).hasSizeLessThanOrEqualTo((int) (all * (1 - LEAST_FOUND)));
            assertThat(score.wrong())
                    .hasSizeLessThanOrEqualTo((int) (score.findings() * MOST_FALSE));
            assertThat(json(agent, "inventory.json").path("forms")).isNotEmpty();
            assertThat(agent.link().files()).containsKey("steps/0001-after.jpg");
            assertThat(TraceChain.verify(agent.link().trace())).isEmpty();

            secondRunProposesNothing(shop, proposals);
        }
        passWithoutDefects(proposals);
    }

    private static void secondRunProposesNothing(TestShop shop, List<CaseFile> proposals)
            throws IOException {
        var covered =
                proposals.stream()
                        .map(file -> CaseIdentity.of(file.steps(), file.expected()))
                        .toList();
        try (var agent = TestAgent.start(exploring(shop.url(), false, covered))) {
            assertThat(agent.result().outcome()).isEqualTo("passed");
            assertThat(proposals(agent)).isEmpty();
        }
    }

    private static void passWithoutDefects(List<CaseFile> proposals) throws IOException {
        var cases =
                proposals.stream()
                        .map(file -> TestAgent.oneCase(file.key(), file.steps(), file.expected()))
                        .toList();
        try (var shop = TestShop.open("");
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        shop.url(),
                                        cases,
                                        Map.of(),
                                        new Assignment.Budgets(1_000, 480_000, 3_000, 10_000)))) {
            var red =
                    agent.link().results().stream()
                            .filter(result -> !result.outcome().equals("passed"))
                            .toList();
            System.out.printf("explorer: of %d proposals red %s%n", cases.size(), red);
            assertThat(cases).hasSizeGreaterThan(10);
            assertThat(red).hasSizeLessThanOrEqualTo((int) (cases.size() * (1 - LEAST_FOUND)));
        }
    }

    @Test
    void aShopWithoutDefectsHasNoFindings() throws Exception {
        try (var shop = TestShop.open("");
                var agent = TestAgent.start(exploring(shop.url(), true, List.of()))) {
            var result = agent.result();

            assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
            assertThat(json(agent, "findings.json").path("findings")).isEmpty();
        }
    }

    @Test
    void onProductionNothingThatCouldChangeAnythingLeavesTheBrowser() throws Exception {
        try (var site =
                        TestSite.start()
                                .page(
                                        "/",
                                        """
                                        <h1>Home</h1><a href=/on>Onwards</a>
                                        <form action=/q><label>Find <input name=q></label></form>
                                        <form method=post action=/order><label>Name
                                        <input name=n></label><button>Go on</button></form>
                                        <button type=button onclick="hit('/pressed')">Try</button>
                                        <button aria-expanded=false onclick="hit('/menu')">Menu
                                        </button>
                                        <script>
                                          const hit = (path) => fetch(path, {method: 'POST'});
                                          hit('/fetched');
                                          navigator.sendBeacon('/beacon', 'x');
                                          const form = document.createElement('form');
                                          form.method = 'post'; form.action = '/framed';
                                          const frame = document.createElement('iframe');
                                          frame.name = form.target = 'f';
                                          document.body.append(frame, form); form.submit();
                                          new WebSocket(location.href.replace('http', 'ws'));
                                          navigator.serviceWorker?.register('/worker.js');
                                          new Image().src = '/seen.png';
                                        </script>
                                        """)
                                .page("/on", "<h1>On</h1><a href=/>Home</a>")
                                .page("/q", "<h1>Found</h1><a href=/>Home</a>");
                var agent = TestAgent.start(exploring(site.url(), true, List.of()))) {
            // When
            var result = agent.result();

            // Then
            assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
            assertThat(site.requests())
                    .contains("GET /", "GET /on", "GET /q", "GET /seen.png")
                    .doesNotContain("GET /worker.js")
                    .allMatch(request -> request.startsWith("GET") || request.startsWith("HEAD"));
            var kept = new ArrayList<String>();
            json(agent, "inventory.json")
                    .path("wouldSubmit")
                    .forEach(each -> kept.add(each.asText().replace(site.url(), "")));
            assertThat(kept)
                    .contains("POST /fetched", "POST /beacon", "POST /framed", "POST /menu");
            assertThat(kept).anyMatch(each -> each.startsWith("WEBSOCKET"));
            assertThat(kept).noneMatch(each -> each.contains("/pressed"));
            assertThat(proposals(agent))
                    .noneMatch(file -> file.tags().contains("explored:form"))
                    .anyMatch(file -> file.tags().contains("explored:search"));
        }
    }

    @Test
    void itsTraceTellsEachStepAndItsTrialsApartAndFindingsComeBeforeThem() throws Exception {
        try (var site =
                        TestSite.start()
                                .page("/", "<h1>Home</h1><a href=/on>Onwards</a>")
                                .page("/on", "<h1>On</h1><a href=/>Home</a>");
                var agent = TestAgent.start(exploring(site.url(), false, List.of()))) {
            // When
            assertThat(agent.result().outcome()).isEqualTo("passed");

            // Then
            var replayed = Replay.of(agent.link().trace());
            var explored = replayed.getFirst();
            assertThat(explored.kind()).isEqualTo(CaseKind.EXPLORATION);
            assertThat(explored.steps())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(step -> assertThat(step.stated()).isPresent());
            assertThat(explored.stated()).contains("passed");
            assertThat(replayed.subList(1, replayed.size()))
                    .isNotEmpty()
                    .allSatisfy(trial -> assertThat(trial.kind()).isEqualTo(CaseKind.TRIAL))
                    .allSatisfy(trial -> assertThat(trial.recomputed().shown()).isEqualTo("passed"))
                    .allSatisfy(trial ->
                            assertThat(trial.steps())
                                    .allSatisfy(step ->
                                            assertThat(step.stated()).contains(step.recomputed())));
            assertThat(replayed).allMatch(ReplayedCase::isFinished);
            assertThat(agent.link().files().keySet())
                    .filteredOn(name -> !name.startsWith("steps"))
                    .startsWith("findings.json", "inventory.json");
        }
    }

    @Test
    void aLimitBeforeTheFirstPageIsNoPass() throws Exception {
        try (var site = TestSite.start().page("/", "<h1>Home</h1>")) {
            var hasNoTime =
                    TestAgent.assignment(
                            site.url(),
                            List.of(TestAgent.oneCase("exploration", List.of(), List.of())),
                            Map.of(),
                            new Assignment.Budgets(1_000, 1, 3_000, 10_000));
            var assignment =
                    TestAgent.exploring(
                            hasNoTime,
                            false,
                            new Assignment.Exploration(60, 4, 240_000, 0, List.of()));
            try (var agent = TestAgent.start(assignment)) {
                var result = agent.result();

                assertThat(result.outcome()).as("%s", result).isEqualTo("inconclusive");
                assertThat(result.reason()).isEqualTo("BUDGET_EXCEEDED");
            }
        }
    }

    @Test
    void anEnvironmentThatDoesNotAnswerIsBlocked() throws Exception {
        var site = TestSite.start();
        site.close();
        try (var agent = TestAgent.start(exploring(site.url(), false, List.of()))) {
            var result = agent.result();

            assertThat(result.outcome()).as("%s", result).isEqualTo("blocked");
            assertThat(result.reason()).isEqualTo("ENVIRONMENT_UNREACHABLE");
        }
    }

    @Test
    void aLimitEndsItAndItIsPassed() throws Exception {
        try (var site = TestSite.start()) {
            site.page("/", "<h1>Home</h1><a href=/a>on</a>")
                    .page("/a", "<h1>A</h1><a href=/b>on</a>")
                    .page("/b", "<h1>B</h1><a href=/c>on</a>")
                    .page("/c", "<h1>C</h1><a href=/>home</a>");
            var assignment =
                    TestAgent.exploring(
                            exploring(site.url(), false, List.of()),
                            false,
                            new Assignment.Exploration(3, 9, 240_000, 0, List.of()));
            try (var agent = TestAgent.start(assignment)) {
                var result = agent.result();

                assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
                assertThat(result.message()).contains("3 states").contains("limit of states");
                assertThat(site.requests()).contains("GET /b").doesNotContain("GET /c");
            }
        }
    }
}

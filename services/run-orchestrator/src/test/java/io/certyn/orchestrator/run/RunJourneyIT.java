package io.certyn.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.run.RunFinished;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.RunId;
import io.certyn.orchestrator.TestKeys;
import io.certyn.orchestrator.TestProject;
import io.certyn.orchestrator.TestTime;
import io.certyn.orchestrator.Wire;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.step.CaseIdentity;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run from the request to the verdict, with broker and artifact store played on Kafka. */
@QuarkusTest
@WithBackingServices(service = "orchestrator")
@QuarkusTestResource(TestKeys.class)
class RunJourneyIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject TestTime time;

    @Test
    void aRunPassesWhenItsOnlyCasePassedWithCompleteEvidence() throws Exception {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();

            wire.play(id(made), session(made, 0), caseId(made, 0), "passed");

            var done = awaitFinished(project, id(made));
            assertThat(done.getString("status")).isEqualTo("passed");
            assertThat(done.getString("conclusion")).isEqualTo("success");
            assertThat(done.getString("statusReason")).isEqualTo("ALL_PASSED");
            assertThat(done.getInt("counts.passed")).isEqualTo(1);
            assertThat(done.getString("cases[0].lifecycle")).isEqualTo("finished");
            assertThat(done.getString("cases[0].outcome")).isEqualTo("passed");
            assertThat(done.getLong("cases[0].durationMs")).isEqualTo(1234);
            assertThat(done.getInt("cases[0].attempt")).isEqualTo(1);

            var finished = only(id(made), EventTypes.RUN_FINISHED).dataAs(RunFinished.class);
            assertThat(finished.status()).isEqualTo("passed");
            assertThat(finished.cases()).hasSize(1);
            assertThat(types(id(made)))
                    .containsExactly(
                            EventTypes.RUN_CREATED,
                            EventTypes.RUN_STARTED,
                            EventTypes.CASE_FINISHED,
                            EventTypes.RUN_FINISHED);
        }
    }

    @Test
    void aSessionIsAskedForWithItsWholeAssignment() throws Exception {
        var project = TestProject.with(1);

        var made = project.startAll();

        var session = session(made, 0);
        await().atMost(SOON).until(() -> !Wire.events(Topics.SESSION_REQUESTS, session).isEmpty());
        var asked = read(session);
        assertThat(asked.pool()).isEqualTo(project.pool().toString());
        assertThat(asked.retryOnLost()).isEqualTo("always");
        assertThat(asked.maxAttempts()).isEqualTo(2);
        assertThat(asked.priority()).isEqualTo(2);
        assertThat(asked.labels()).isEmpty();
        assertThat(asked.notBefore()).isNull();
        var assignment = ProtocolJson.MAPPER.treeToValue(asked.assignment(), Assignment.class);
        assertThat(assignment.session()).isEqualTo(session);
        assertThat(assignment.cases().getFirst().steps()).containsExactly("Go to /");
        assertThat(assignment.environment().origins()).containsExactly("http://shop.example:8080");
        assertThat(assignment.environment().variables()).isEqualTo(Map.of("user", "ada"));
        assertThat(assignment.viewport()).isEqualTo(new Assignment.Viewport(1280, 720));
        assertThat(assignment.budgets())
                .isEqualTo(new Assignment.Budgets(200, 600_000, 10_000, 30_000));
    }

    @Test
    void anExplorationKnowsWhatIsCoveredAndIsNeutralOnceItHasPassed() throws Exception {
        // Given
        var project = TestProject.with(2);
        var limits = Map.of("states", 7, "time", "PT1M", "requestsPerSecond", 0.5);

        try (var wire = new Wire(project.caller())) {
            // When
            var made =
                    project.start(Map.of("environment", "local", "exploration", limits))
                            .then()
                            .statusCode(201)
                            .extract()
                            .jsonPath();
            wire.play(id(made), session(made, 0), caseId(made, 0), "passed");

            // Then
            var assignment =
                    ProtocolJson.MAPPER.treeToValue(
                            read(session(made, 0)).assignment(), Assignment.class);
            assertThat(assignment.mode()).isEqualTo(Assignment.EXPLORE);
            assertThat(assignment.cases())
                    .singleElement()
                    .satisfies(stands -> assertThat(stands.steps()).isEmpty());
            assertThat(assignment.exploration())
                    .isEqualTo(
                            new Assignment.Exploration(
                                    7,
                                    4,
                                    60_000,
                                    0.5,
                                    // Both cases do the same.
                                    List.of(CaseIdentity.of(List.of("Go to /"), List.of()))));
            var done = awaitFinished(project, id(made));
            assertThat(done.getString("status")).isEqualTo("passed");
            assertThat(done.getString("conclusion")).isEqualTo("neutral");
            assertThat(done.getString("statusReason")).isEqualTo("EXPLORATION_COMPLETED");
        }
    }

    @Test
    void whatCaseAndEnvironmentNeedIsAskedOfTheRunner() throws Exception {
        // Given
        var project = TestProject.with(0);
        project.caller()
                .call()
                .body(
                        List.of(
                                Map.of(
                                        "path",
                                        "cases/gpu.md",
                                        "text",
                                        TestProject.caseFile(
                                                "C-9",
                                                "Draws",
                                                "mutating",
                                                "needs:gpu",
                                                "needs:os:mac"))))
                .post("/api/v1/projects/shop/cases:import")
                .then()
                .statusCode(200);
        project.caller()
                .call()
                .body(
                        Map.of(
                                "slug",
                                "inside",
                                "baseUrl",
                                "http://shop.example",
                                "pool",
                                project.pool().toString(),
                                "runnerLabels",
                                Map.of("site", "east", "os", "linux"),
                                "tracedOrigins",
                                List.of("http://shop.example/")))
                .post("/api/v1/projects/shop/environments")
                .then()
                .statusCode(201)
                .body("runnerLabels.site", equalTo("east"));
        var start = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);

        // When
        var made =
                project.start(
                        Map.of(
                                "cases",
                                List.of("C-9"),
                                "environment",
                                "inside",
                                "priority",
                                4,
                                "notBefore",
                                start.toString()));

        // Then
        var session = session(made.jsonPath(), 0);
        await().atMost(SOON).until(() -> !Wire.events(Topics.SESSION_REQUESTS, session).isEmpty());
        var asked = read(session);
        assertThat(asked.labels()).isEqualTo(Map.of("site", "east", "os", "mac", "gpu", "true"));
        assertThat(asked.retryOnLost()).isEqualTo("if_not_started");
        assertThat(asked.priority()).isEqualTo(4);
        assertThat(asked.notBefore()).isEqualTo(start);
        var assignment = ProtocolJson.MAPPER.treeToValue(asked.assignment(), Assignment.class);
        assertThat(assignment.environment().tracing())
                .isEqualTo(
                        new Assignment.Tracing(
                                RunId.parse(made.jsonPath().getString("id"))
                                        .value()
                                        .toString()
                                        .replace("-", ""),
                                List.of("http://shop.example")));
    }

    private static SessionRequested read(String session) {
        try {
            return Wire.events(Topics.SESSION_REQUESTS, session)
                    .getFirst()
                    .dataAs(SessionRequested.class);
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whyThePlatformCouldNotIsSaidInWords() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();

            wire.say(wire.ended(id(made), session(made, 0), "error", "START_FAILED"));

            var done = awaitFinished(project, id(made));
            assertThat(done.getString("cases[0].outcome")).isEqualTo("error");
            assertThat(done.getString("cases[0].reason")).isEqualTo("START_FAILED");
            assertThat(done.getString("cases[0].message")).isEqualTo("it is like this");
        }
    }

    @Test
    void eventsThatComeTwiceOrUnderAnOldEpochChangeNothing() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();
            var run = id(made);
            var session = session(made, 0);
            var one = caseId(made, 0);
            var second = wire.leased(run, session, 2);

            wire.say(wire.leased(run, session, 1));
            wire.say(second);
            wire.say(second);
            wire.say(wire.finished(run, session, 1, List.of(Wire.result(one, "failed")), "aa"));
            wire.say(wire.running(run, session, 2));
            var last = wire.finished(run, session, 2, List.of(Wire.result(one, "passed")), "bb");
            wire.say(last);
            wire.say(last);
            var seal = wire.sealed(run, session, 2, "COMPLETE");
            wire.say(seal);
            wire.say(seal);

            var done = awaitFinished(project, run);
            assertThat(done.getString("status")).isEqualTo("passed");
            assertThat(done.getString("statusReason")).isEqualTo("PASSED_WITH_RETRY");
            only(run, EventTypes.RUN_FINISHED);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(Wire.events(Topics.AUDIT_EVENTS, session))
                                    .extracting(CloudEvent::type, CloudEvent::leaseEpoch)
                                    .containsExactly(tuple(EventTypes.AUDIT_RECORDED, 1L)));
        }
    }

    @Test
    void aPassWithoutAManifestIsAnErrorOfThePlatform() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();

            wire.say(wire.running(id(made), session(made, 0), 1));
            wire.say(
                    wire.finished(
                            id(made),
                            session(made, 0),
                            1,
                            List.of(Wire.result(caseId(made, 0), "passed")),
                            null));

            var done = awaitFinished(project, id(made));
            assertThat(done.getString("status")).isEqualTo("error");
            assertThat(done.getString("cases[0].reason")).isEqualTo("EVIDENCE_INCOMPLETE");
        }
    }

    @Test
    void aSealThatNeverComesIsGivenUp() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();
            wire.say(wire.running(id(made), session(made, 0), 1));
            wire.say(
                    wire.finished(
                            id(made),
                            session(made, 0),
                            1,
                            List.of(Wire.result(caseId(made, 0), "passed")),
                            "cc"));
            await().atMost(SOON)
                    .until(() ->
                            project.run(id(made))
                                    .getString("cases[0].lifecycle")
                                    .equals("finishing"));

            time.putForward(Duration.ofSeconds(151));

            var done = awaitFinished(project, id(made));
            assertThat(done.getString("statusReason")).isEqualTo("PLATFORM_ERROR");
        }
    }

    @Test
    void aRunWhoseDeadlinePassesEndsAsAnErrorAndItsSessionsAreStopped() {
        var project = TestProject.with(1);
        var made =
                project.start(
                                Map.of(
                                        "cases",
                                        List.of("C-1"),
                                        "environment",
                                        "local",
                                        "deadline",
                                        "PT10M"))
                        .jsonPath();

        time.putForward(Duration.ofMinutes(11));

        var done = awaitFinished(project, id(made));
        assertThat(done.getString("status")).isEqualTo("error");
        assertThat(done.getString("statusReason")).isEqualTo("RUN_DEADLINE");
        assertThat(requestTypes(session(made, 0)))
                .containsExactly(EventTypes.SESSION_REQUESTED, EventTypes.SESSION_CANCEL_REQUESTED);
    }

    @Test
    void aCancelledRunIsCancelledWhateverArrivesAfterwards() {
        var project = TestProject.with(2);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();
            var run = id(made);
            wire.say(wire.running(run, session(made, 0), 1));
            await().atMost(SOON)
                    .until(() -> project.run(run).getString("status").equals("running"));

            project.caller()
                    .call()
                    .body(Map.of("reason", "wrong branch"))
                    .post("/api/v1/runs/" + run + "/cancellation")
                    .then()
                    .statusCode(202);

            wire.say(
                    wire.finished(
                            run,
                            session(made, 0),
                            1,
                            List.of(Wire.result(caseId(made, 0), "failed")),
                            null));
            wire.say(wire.ended(run, session(made, 1), "cancelled", "CANCELLED"));
            var done = awaitFinished(project, run);
            assertThat(done.getString("status")).isEqualTo("cancelled");
            assertThat(done.getString("statusReason")).isEqualTo("CANCELLED_BY_USER");
            assertThat(done.getInt("counts.cancelled")).isEqualTo(2);
            assertThat(requestTypes(session(made, 0)))
                    .contains(EventTypes.SESSION_CANCEL_REQUESTED);
            project.caller()
                    .call()
                    .body(Map.of("reason", "again"))
                    .post("/api/v1/runs/" + run + "/cancellation")
                    .then()
                    .statusCode(409);
        }
    }

    @Test
    void aCancelledRunEndsEvenWhenTheBrokerStaysSilent() {
        var project = TestProject.with(1);
        var made = project.startAll();
        project.caller()
                .call()
                .body(Map.of("reason", "no runner"))
                .post("/api/v1/runs/" + id(made) + "/cancellation")
                .then()
                .statusCode(202);

        time.putForward(Duration.ofSeconds(61));

        assertThat(awaitFinished(project, id(made)).getString("status")).isEqualTo("cancelled");
    }

    @Test
    void whatCannotBeReadIsParkedAndTheNextEventStillCounts() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();
            var session = session(made, 0);
            var poison = ("poison " + session).getBytes(StandardCharsets.UTF_8);

            wire.sayBytes(Topics.SESSION_EVENTS, session, poison);
            var nonsense = wire.nonsense(session);
            wire.say(nonsense);
            wire.play(id(made), session, caseId(made, 0), "failed");

            assertThat(awaitFinished(project, id(made)).getString("status")).isEqualTo("failed");
            await().atMost(SOON)
                    .until(() ->
                            Wire.events(
                                            Topics.deadLetters(Topics.SESSION_EVENTS),
                                            session,
                                            nonsense.id())
                                    .equals(List.of(nonsense.data())));
            var parked = Topics.deadLetters(Topics.SESSION_EVENTS);
            await().atMost(SOON)
                    .until(() ->
                            Wire.all(parked).stream()
                                    .anyMatch(r -> java.util.Arrays.equals(r.value(), poison)));
            assertThat(
                            Wire.all(parked).stream()
                                    .filter(r -> java.util.Arrays.equals(r.value(), poison))
                                    .findFirst()
                                    .orElseThrow()
                                    .headers()
                                    .lastHeader("dead-letter-reason")
                                    .value())
                    .asString(StandardCharsets.UTF_8)
                    .contains("missing attribute");
        }
    }

    @Test
    void theStepsOfARunAreShownAndLogged() {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller())) {
            var made = project.startAll();
            wire.say(wire.running(id(made), session(made, 0), 1));
            for (int step = 1; step <= 3; step++) {
                wire.say(wire.step(id(made), session(made, 0), 1, caseId(made, 0), step));
                wire.say(wire.step(id(made), session(made, 0), 1, caseId(made, 0), step));
            }
            wire.play(id(made), session(made, 0), caseId(made, 0), "passed");
            awaitFinished(project, id(made));

            var steps =
                    project.caller()
                            .call()
                            .get("/api/v1/sessions/" + session(made, 0) + "/steps?limit=2")
                            .jsonPath();
            var log = project.caller().call().get("/api/v1/runs/" + id(made) + "/logs").asString();

            assertThat(steps.getList("items.step", Integer.class)).containsExactly(1, 2);
            assertThat(steps.getBoolean("page.hasMore")).isTrue();
            assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"session\""));
            assertThat(
                            project.caller()
                                    .call()
                                    .get("/api/v1/runs/" + id(made) + "/exports/junit")
                                    .asString())
                    .contains("<testsuites", "certyn.outcome");
            assertThat(
                            project.caller()
                                    .call()
                                    .get("/api/v1/runs/" + id(made) + "/sessions")
                                    .jsonPath()
                                    .getString("items[0].evidence.state"))
                    .isEqualTo("complete");
        }
    }

    private static JsonPath awaitFinished(TestProject project, String run) {
        await().atMost(SOON).until(() -> project.run(run).get("finishedAt") != null);
        await().atMost(SOON).until(() -> types(run).contains(EventTypes.RUN_FINISHED));
        return project.run(run);
    }

    private static List<String> types(String run) {
        return Wire.events(Topics.RUN_EVENTS, run).stream().map(CloudEvent::type).toList();
    }

    private static List<String> requestTypes(String session) {
        await().atMost(SOON).until(() -> Wire.events(Topics.SESSION_REQUESTS, session).size() > 1);
        return Wire.events(Topics.SESSION_REQUESTS, session).stream()
                .map(CloudEvent::type)
                .toList();
    }

    private static CloudEvent only(String run, String type) {
        // A second one would come from the next sweep of the outbox.
        await().during(Duration.ofSeconds(2)).until(() -> events(run, type).size() == 1);
        return events(run, type).getFirst();
    }

    private static List<CloudEvent> events(String run, String type) {
        return Wire.events(Topics.RUN_EVENTS, run).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }

    private static String id(JsonPath run) {
        return run.getString("id");
    }

    private static String session(JsonPath run, int index) {
        return run.getString("cases[" + index + "].session");
    }

    private static String caseId(JsonPath run, int index) {
        return run.getString("cases[" + index + "].id");
    }
}

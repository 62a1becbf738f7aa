package io.certyn.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.TestKeys;
import io.certyn.orchestrator.TestProject;
import io.certyn.orchestrator.Wire;
import io.certyn.security.Scopes;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Runs over REST: made once for each key, refused with reasons, followed by their version. */
@QuarkusTest
@WithBackingServices(service = "orchestrator")
@QuarkusTestResource(TestKeys.class)
class RunApiIT {

    private static final Map<String, Object> SMOKE =
            Map.of("tags", List.of("smoke"), "environment", "local");

    @Test
    void fiftyEqualRequestsAtOnceMakeOneRun() throws Exception {
        var project = TestProject.with(1);
        var answers = new ArrayList<Response>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(() -> project.start("deploy-42", SMOKE));
            }
            for (Future<Response> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers.stream().filter(a -> "true".equals(a.header("Idempotent-Replayed"))))
                .hasSize(49);
        project.caller().call().get("/api/v1/projects/shop/runs").then().body("items", hasSize(1));
    }

    @Test
    void aKeyStandsForOneRequest() {
        var project = TestProject.with(2);
        project.start("k", SMOKE)
                .then()
                .statusCode(201)
                .header("Location", startsWith("/api/v1/runs/run_"));

        project.start("k", Map.of("cases", List.of("C-1"), "environment", "local"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void aMachineNeedsAKeyAndAPersonDoesNot() {
        var project = TestProject.with(1);
        var path = "/api/v1/projects/shop/runs";

        project.caller()
                .call()
                .body(SMOKE)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-required"));
        project.caller()
                .as("account:acc_00000000000000000000000001")
                .call()
                .body(SMOKE)
                .post(path)
                .then()
                .statusCode(201)
                .body("trigger.kind", equalTo("manual"));
    }

    @Test
    void whatCannotBeRunIsRefusedWithItsReason() {
        var project = TestProject.with(1);
        project.caller()
                .call()
                .body(Map.of("slug", "nowhere", "name", "N", "baseUrl", "http://a.example"))
                .post("/api/v1/projects/shop/environments")
                .then()
                .statusCode(201);

        refused(
                project,
                Map.of("tags", List.of("none"), "environment", "local"),
                "no-cases-selected");
        refused(project, Map.of("suite", "none", "environment", "local"), "unknown-suite");
        refused(project, Map.of("cases", List.of("C-8"), "environment", "local"), "unknown-case");
        refused(
                project,
                Map.of("cases", List.of("C-1"), "environment", "moon"),
                "unknown-environment");
        refused(
                project,
                Map.of("cases", List.of("C-1"), "environment", "nowhere"),
                "environment-without-pool");
        refused(project, Map.of("environment", "local"), "one-selection");
        refused(
                project,
                Map.of("cases", List.of("C-1"), "tags", List.of("smoke"), "environment", "local"),
                "one-selection");
        refused(
                project,
                Map.of("cases", List.of("C-1"), "exploration", Map.of(), "environment", "local"),
                "one-selection");
        refused(
                project,
                Map.of("exploration", Map.of("time", "PT11M"), "environment", "local"),
                "invalid-fields");
        refused(
                project,
                Map.of("cases", List.of("C-1"), "environment", "local", "deadline", "PT48H"),
                "invalid-fields");
        refused(
                project,
                Map.of(
                        "cases", List.of("C-1"),
                        "environment", "local",
                        "notBefore", "2199-01-01T00:00:00Z"),
                "starts-too-late");
        project.start(Map.of("cases", List.of("C-1"), "environment", "local", "priority", 5))
                .then()
                .statusCode(422);
        project.start(Map.of("cases", List.of("C-1"))).then().statusCode(422);
        project.caller()
                .call()
                .header("Idempotency-Key", "x")
                .body(SMOKE)
                .post("/api/v1/projects/none/runs")
                .then()
                .statusCode(404);
        project.caller().call().get("/api/v1/projects/shop/runs").then().body("items", hasSize(0));
    }

    @Test
    void aSuiteIsRunWithTheRevisionsOfTheMoment() {
        var project = TestProject.with(2);
        project.caller()
                .call()
                .body(Map.of("slug", "smoke", "name", "Smoke", "tags", List.of("smoke")))
                .post("/api/v1/projects/shop/suites")
                .then()
                .statusCode(201);
        String run =
                project.start(Map.of("suite", "smoke", "environment", "local"))
                        .then()
                        .statusCode(201)
                        .body("suite", equalTo("smoke"))
                        .body("number", equalTo(1))
                        .body("cases", hasSize(2))
                        .extract()
                        .path("id");

        project.caller()
                .call()
                .body(
                        List.of(
                                Map.of(
                                        "path",
                                        "1.md",
                                        "text",
                                        TestProject.caseFile("C-1", "Later", "smoke"))))
                .post("/api/v1/projects/shop/cases:import")
                .then()
                .statusCode(200);

        assertThat(project.run(run).getString("cases[0].title")).isEqualTo("Case 1");
        assertThat(project.run(run).getInt("cases[0].revision")).isEqualTo(1);
    }

    @Test
    void runsAreListedNewestFirstAndByStatus() {
        var project = TestProject.with(1);
        for (int i = 0; i < 3; i++) {
            project.startAll();
        }
        var path = "/api/v1/projects/shop/runs";

        var first = project.caller().call().get(path + "?limit=2").jsonPath();
        var second =
                project.caller()
                        .call()
                        .get(path + "?limit=2&cursor=" + first.getString("page.next"))
                        .jsonPath();

        assertThat(first.getList("items.number", Integer.class)).containsExactly(3, 2);
        assertThat(second.getList("items.number", Integer.class)).containsExactly(1);
        project.caller()
                .call()
                .get(path + "?status=passed&status=failed")
                .then()
                .body("items", hasSize(0));
        project.caller().call().get(path + "?status=odd").then().statusCode(400);
        project.caller()
                .call()
                .get(path + "?status=queued&cursor=" + first.getString("page.next"))
                .then()
                .statusCode(400);
    }

    @Test
    void aReaderWithTheCurrentVersionWaitsAndIsWokenByAChange() throws Exception {
        var project = TestProject.with(1);
        try (var wire = new Wire(project.caller());
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = project.startAll();
            var run = "/api/v1/runs/" + made.getString("id");
            var waiting =
                    readers.submit(() ->
                            project.caller()
                                    .call()
                                    .header("If-None-Match", "\"v1\"")
                                    .get(run + "?wait=30s"));

            wire.say(wire.leased(made.getString("id"), made.getString("cases[0].session"), 1));

            var answer = waiting.get();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"v2\"");
            assertThat(answer.jsonPath().getString("cases[0].lifecycle")).isEqualTo("leased");
        }
    }

    @Test
    void aChangeMadeByAnotherReplicaWakesAReaderToo() throws Exception {
        var project = TestProject.with(1);
        var id = project.startAll().getString("id");
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting =
                    readers.submit(() ->
                            project.caller()
                                    .call()
                                    .header("If-None-Match", "\"v1\"")
                                    .get("/api/v1/runs/" + id + "?wait=30s"));

            var database = BackingServices.postgres("orchestrator");
            try (var connection =
                            DriverManager.getConnection(
                                    database.jdbcUrl(), database.username(), database.password());
                    var update =
                            connection.prepareStatement(
                                    "update run set version = version + 1 where id = ?")) {
                update.setObject(1, RunId.parse(id).value());
                assertThat(update.executeUpdate()).isEqualTo(1);
            }

            assertThat(waiting.get().statusCode()).isEqualTo(200);
            assertThat(waiting.get().header("ETag")).isEqualTo("\"v2\"");
        }
    }

    @Test
    void aReaderIsToldWhenNothingChanged() {
        var project = TestProject.with(1);
        var run = "/api/v1/runs/" + project.startAll().getString("id");
        var begun = System.nanoTime();

        project.caller()
                .call()
                .header("If-None-Match", "\"v1\"")
                .get(run + "?wait=1500ms")
                .then()
                .statusCode(304)
                .header("ETag", "\"v1\"");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(1400));
        project.caller().call().header("If-None-Match", "\"v1\"").get(run).then().statusCode(304);
        project.caller().call().get(run + "?wait=30s").then().statusCode(200);
        project.caller().call().get(run + "?wait=soon").then().statusCode(400);
    }

    @Test
    void aCancelNeedsAReasonAndComesOnce() {
        var project = TestProject.with(1);
        var path = "/api/v1/runs/" + project.startAll().getString("id") + "/cancellation";

        project.caller().call().body(Map.of("reason", " ")).post(path).then().statusCode(422);
        project.caller().call().body("{}").post(path).then().statusCode(422);
        project.caller()
                .with(Scopes.RUNS_READ)
                .call()
                .body(Map.of("reason", "no right"))
                .post(path)
                .then()
                .statusCode(403);
        project.caller()
                .call()
                .body(Map.of("reason", "enough"))
                .post(path)
                .then()
                .statusCode(202)
                .body("cancelling", equalTo(true));
        project.caller()
                .call()
                .body(Map.of("reason", "again"))
                .post(path)
                .then()
                .statusCode(409)
                .body("code", equalTo("run-cancelling"));
    }

    private static void refused(TestProject project, Map<String, ?> body, String code) {
        project.start(body).then().statusCode(422).body("code", equalTo(code));
    }
}

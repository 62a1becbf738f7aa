package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a session waits, asked over the API. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class ExplainIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");
    private final TestOrchestrator orchestrator = new TestOrchestrator(caller.tenant());

    @AfterEach
    void close() {
        orchestrator.close();
    }

    @Test
    void theCauseChangesAsTheFleetDoes() {
        var pool = caller.pool("changing", "self_hosted");
        var session = orchestrator.request(pool, Map.of("os", "linux"), 2);
        awaitReason(session, "NO_RUNNERS_REGISTERED");

        var other = TestRunner.online(caller, pool, Map.of("os", "bsd"));
        var labels = explained(session);
        assertThat(labels.path("reason").asText()).isEqualTo("NO_RUNNER_MATCHES_LABELS");
        assertThat(labels.path("details").path("missingLabels")).hasToString("{\"os\":\"linux\"}");
        assertThat(labels.path("details").path("nearestRunner").asText()).isEqualTo("runner");

        var runner = TestRunner.online(caller, pool, Map.of("os", "linux"));
        assertThat(explained(session).path("reason").asText())
                .as("registered, and never heard of")
                .isEqualTo("MATCHING_RUNNERS_OFFLINE");

        runner.sync().with("freeSlots", 0).ok();
        assertThat(drain(runner.id(), "drain").path("state").asText()).isEqualTo("draining");
        var draining = explained(session);
        assertThat(draining.path("reason").asText()).isEqualTo("MATCHING_RUNNERS_DRAINING");
        assertThat(draining.path("details").path("runners")).hasToString("[\"runner\"]");

        assertThat(drain(runner.id(), "resume").path("state").asText()).isEqualTo("online");
        assertThat(explained(session).path("reason").asText())
                .as("it says that it has no room")
                .isEqualTo("ALL_SLOTS_BUSY");
        runner.sync().ok();
        awaitReason(session, "CONTROL_PLANE_DEGRADED");
        assertThat(caller.post("/api/v1/runner-pools/" + pool + "/drain", "").text("state"))
                .isEqualTo("draining");
        awaitReason(session, "POOL_PAUSED");
        assertThat(other.sync().ok().desired()).isEqualTo("draining");
    }

    @Test
    void aFullPoolSaysWhoIsAheadAndWhoIsServed() {
        var pool = caller.pool("full", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var running = List.of(orchestrator.request(pool), orchestrator.request(pool));
        for (int i = 0; i < 2; i++) {
            runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();
        }

        var first = orchestrator.request(pool);
        awaitReason(first, "ALL_SLOTS_BUSY");
        var second = orchestrator.request(pool);
        awaitReason(second, "ALL_SLOTS_BUSY");

        var view = explained(second);
        assertThat(view.path("position").asInt()).isEqualTo(2);
        assertThat(view.path("ahead").asInt()).isEqualTo(1);
        assertThat(view.path("samples").asInt()).isEqualTo(2);
        assertThat(view.hasNonNull("etaSeconds")).isFalse();
        assertThat(view.path("details").path("busy").asInt()).isEqualTo(2);
        assertThat(view.path("details").path("slots").asInt()).isEqualTo(2);
        var ofRun = caller.get("/api/v1/queue/explain?run=" + view.path("run").asText());
        assertThat(ofRun.text("session")).isEqualTo(second);
        assertThat(caller.get("/api/v1/queue/explain?session=" + running.getFirst()).status())
                .isEqualTo(404);
    }

    @Test
    void aSessionThatIsAskedForLaterIsOfferedThen() {
        var pool = caller.pool("later", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var start = Instant.now().plusSeconds(3);
        var session = orchestrator.requestFor(start, pool);
        awaitReason(session, "SCHEDULED_LATER");
        assertThat(runner.sync().claim(session, 0).ok().claimResults().getFirst().code())
                .isEqualTo("NOT_DUE");

        var offers = runner.sync().hold(SOON).ok().offers();

        assertThat(offers).extracting(Sync.Offer::session).containsExactly(session);
        assertThat(Instant.now()).isAfterOrEqualTo(start);
        assertThat(runner.sync().claim(offers.getFirst()).ok().claimResults().getFirst().code())
                .isNull();
    }

    @Test
    void anOfferThatIsOutIsNamed() {
        var pool = caller.pool("offered", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var session = orchestrator.request(pool);

        runner.sync().hold(SOON).ok();

        var view = explained(session);
        assertThat(view.path("reason").asText()).isEqualTo("OFFERED");
        assertThat(view.path("details").path("runner").asText()).isEqualTo(runner.id());
    }

    @Test
    void nobodyLearnsOfAnothersSessionsPoolsAndRunners() {
        var mine = caller.pool("mine", "self_hosted");
        TestRunner.online(caller, mine, Map.of("os", "linux"));
        var waiting = orchestrator.request(mine, Map.of("os", "bsd"), 2);
        awaitReason(waiting, "NO_RUNNER_MATCHES_LABELS");
        var stranger = new TestCaller("runners:manage", "runs:read");

        var answer = stranger.get("/api/v1/queue/explain?session=" + waiting);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        var session = new SessionId(TestOrchestrator.id()).toString();
        var run = new RunId(TestOrchestrator.id()).toString();
        var stranger = new TestCaller("runners:manage", "runs:read");
        var runner = TestRunner.online(caller, caller.pool("own", "self_hosted"));
        var pool = runner.pool();

        for (var query : List.of("", "?session=" + session + "&run=" + run, "?session=x")) {
            assertThat(caller.get("/api/v1/queue/explain" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        for (var query : List.of("?session=" + session, "?run=" + run)) {
            var answer = caller.get("/api/v1/queue/explain" + query);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("code")).isEqualTo("not-queued");
        }
        for (var path :
                List.of(
                        "/api/v1/runners/" + runner.id() + "/drain",
                        "/api/v1/runners/" + runner.id() + "/resume",
                        "/api/v1/runners/x/drain",
                        "/api/v1/runner-pools/" + pool + "/drain",
                        "/api/v1/runner-pools/" + pool + "/disable",
                        "/api/v1/runner-pools/" + pool + "/resume")) {
            assertThat(stranger.post(path, "").status()).as(path).isEqualTo(404);
            assertThat(caller.only("runs:read").post(path, "").status()).as(path).isEqualTo(403);
        }
        assertThat(stranger.get("/api/v1/runners/" + runner.id()).status()).isEqualTo(404);
        assertThat(caller.get("/api/v1/runners/" + runner.id()).text("state")).isEqualTo("offline");
        assertThat(runner.sync().ok().desired()).isEqualTo("active");
    }

    private JsonNode drain(String runner, String what) {
        return caller.post("/api/v1/runners/" + runner + "/" + what, "").json();
    }

    private void awaitReason(String session, String reason) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(explained(session).path("reason").asText()).isEqualTo(reason));
    }

    private JsonNode explained(String session) {
        return caller.get("/api/v1/queue/explain?session=" + session).json();
    }
}

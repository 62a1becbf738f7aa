package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One tenant may use self-hosted runners, nobody may watch them, and old runners are shut out. */
@QuarkusTest
@TestProfile(RolloutIT.Listed.class)
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class RolloutIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TenantId LISTED =
            new TenantId(UUID.fromString("01976d2f-3c4b-7a10-8000-000000000001"));

    /** The switches, spelled as the product's documentation does. */
    public static final class Listed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "SelfHosted:EnabledTenants", LISTED.toString(),
                    "Features:SelfHostedRelayEnabled", "false",
                    "certyn.lease.min-runner-version", "0.9.0");
        }
    }

    private final TestCaller listed = new TestCaller(LISTED, "runners:manage", "runs:read");
    private final TestCaller other = new TestCaller("runners:manage", "runs:read");
    private final TestOrchestrator orchestrator = new TestOrchestrator(other.tenant());

    @AfterEach
    void close() {
        orchestrator.close();
    }

    @Test
    void anotherTenantMakesNeitherPoolNorTokenNorRunner() {
        var refused =
                other.post("/api/v1/runner-pools", "{\"name\":\"own\",\"kind\":\"self_hosted\"}");
        var pool = other.pool("former", "in_cluster");
        var token = other.registrationToken(pool);
        TestDatabase.selfHosted(pool);
        var noToken = other.post("/api/v1/runner-pools/" + pool + "/registration-tokens", "{}");
        var noRunner = new TestRunner(pool).register(token, Map.of());

        for (var answer : List.of(refused, noToken, noRunner)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("code")).isEqualTo("self-hosted-runners-off");
            assertThat(answer.text("detail")).contains("for other tenants only");
        }
        assertThat(TestDatabase.count("select count(*) from runner where pool_id = ?", pool(pool)))
                .isZero();
    }

    /** What runs when the switch is turned is ended in order, and nothing is begun. */
    @Test
    void aRunnerOfAnotherTenantEndsWhatItHoldsAndTakesNothing() {
        var pool = other.pool("turned", "in_cluster");
        var runner = TestRunner.online(other, pool);
        var held = orchestrator.request(pool);
        await().atMost(SOON)
                .until(() ->
                        runner.sync().claim(held, 0).ok().claimResults().getFirst().code() == null);
        TestDatabase.selfHosted(pool);
        var waiting = orchestrator.request(pool);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    var why = other.get("/api/v1/queue/explain?session=" + waiting);
                    assertThat(why.text("reason")).isEqualTo("POOL_PAUSED");
                    assertThat(why.text("message")).contains("not open to this tenant");
                });

        var answer = runner.sync().report(held, 1, "running").claim(waiting, 0).ok();
        assertThat(answer.desired()).isEqualTo("draining");
        assertThat(answer.claimResults().getFirst().code()).isEqualTo("DRAINING");
        assertThat(
                        runner.sync()
                                .report(held, 1, "running")
                                .complete(held, 1, 'a')
                                .ok()
                                .completionResults())
                .hasSize(1);
    }

    @Test
    void aListedTenantRunsAndMayNotWatch() {
        try (var requests = new TestOrchestrator(LISTED)) {
            var pool = listed.pool("watched", "self_hosted");
            var runner = TestRunner.online(listed, pool);
            var session = requests.request(pool);
            runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();

            var seen = TestCaller.asService("GET", "/internal/v1/sessions/" + session, "");
            var opened =
                    TestCaller.asService(
                            "POST",
                            "/internal/v1/sessions/" + session + "/streams",
                            "{\"relayUrl\":\"/relay/v1/publish/x\",\"publishToken\":\"t\"}");

            assertThat(seen.text("watchRefusal")).contains("in this installation");
            assertThat(opened.status()).isEqualTo(403);
            assertThat(opened.text("code")).isEqualTo("self-hosted-relay-off");
            assertThat(runner.sync().report(session, 1, "running").ok().commands()).isEmpty();
        }
    }

    @Test
    void aRunnerThatIsTooOldIsRefusedAndOneThatGrewOldTakesNothing() {
        var pool = other.pool("old", "in_cluster");
        var refused =
                new TestRunner(pool)
                        .release("0.8.0")
                        .register(other.registrationToken(pool), Map.of());
        var runner = TestRunner.online(other, pool);
        var reopened = runner.release("0.8.0").open("instance-2", Map.of());
        TestDatabase.outdate(runner.id());
        var session = orchestrator.request(pool);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    runner.sync().ok();
                    var why = other.get("/api/v1/queue/explain?session=" + session);
                    assertThat(why.text("reason")).isEqualTo("RUNNER_VERSION_TOO_OLD");
                });

        var answer = runner.sync().claim(session, 0).ok();
        for (var one : List.of(refused, reopened)) {
            assertThat(one.status()).isEqualTo(426);
            assertThat(one.text("detail")).contains("0.8.0", "0.9.0");
        }
        assertThat(answer.desired()).isEqualTo("draining");
        assertThat(answer.claimResults().getFirst().code()).isEqualTo("DRAINING");
    }

    private static UUID pool(String id) {
        return PoolId.parse(id).value();
    }
}

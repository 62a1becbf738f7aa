package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.broker.TestCaller.Answer;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is served, and who is not. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class PlacementIT {

    private static final Duration HOLD = Duration.ofSeconds(20);

    @Test
    void aTenantRunsNoMoreThanItsLimitHoweverManyClaimAtOnce() {
        var caller = new TestCaller(TestKeys.LIMITED, "runners:manage", "runs:read");
        var pool = caller.pool("limited", "self_hosted");
        var runners = IntStream.range(0, 4).mapToObj(_ -> TestRunner.online(caller, pool)).toList();
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            // Given
            var sessions = runners.stream().map(_ -> orchestrator.request(pool)).toList();
            var last = sessions.getLast();
            await().until(() -> explain(caller, last).status() == 200);

            // When
            var claims =
                    IntStream.range(0, 4)
                            .mapToObj(i ->
                                    runners.get(i).sync().claim(sessions.get(i), 0).sendLater())
                            .toList();
            var codes =
                    claims.stream()
                            .map(CompletableFuture::join)
                            .map(answer -> TestRunner.read(answer).claimResults().getFirst())
                            .map(result -> String.valueOf(result.code()))
                            .toList();

            // Then
            assertThat(codes).containsExactlyInAnyOrder("null", "null", "TENANT_CAP", "TENANT_CAP");
            var waits = codes.indexOf("TENANT_CAP");
            assertThat(explain(caller, sessions.get(waits)).text("reason"))
                    .isEqualTo("TENANT_CONCURRENCY_LIMIT");

            // When one of them ends, another is offered
            var parked = runners.get(waits).sync().hold(HOLD).sendLater();
            var runs = codes.indexOf("null");
            runners.get(runs).sync().complete(sessions.get(runs), 1, 'a').ok();
            assertThat(TestRunner.read(parked.join()).offers())
                    .extracting(Sync.Offer::session)
                    .isSubsetOf(sessions)
                    .isNotEmpty();
        }
    }

    @Test
    void nobodyWaitsBehindThousandsWhoseLabelsNoRunnerHas() {
        // Given
        var caller = new TestCaller("runners:manage", "runs:read");
        var pool = caller.pool("crowded", "self_hosted");
        TestDatabase.queue(caller.tenant(), pool, "{\"os\": \"plan9\"}", 3_000);
        TestDatabase.queue(caller.tenant(), pool, "{\"os\": \"linux\"}", 1);
        var runner = TestRunner.online(caller, pool, Map.of("os", "linux"));

        // When
        var offers = runner.sync().hold(HOLD).ok().offers();

        // Then
        assertThat(offers).hasSize(1);
    }

    private static Answer explain(TestCaller caller, String session) {
        return caller.get("/api/v1/queue/explain?session=" + session);
    }
}

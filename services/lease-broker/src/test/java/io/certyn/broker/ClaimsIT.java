package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class ClaimsIT {

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");

    @Test
    void sixteenClaimersGetOneLease() {
        // Given
        var pool = caller.pool("race", "self_hosted");
        var token = caller.registrationToken(pool, "{\"mode\":\"multi_use\",\"maxUses\":16}");
        var runners =
                IntStream.range(0, 16)
                        .mapToObj(_ -> {
                            var runner = new TestRunner(pool);
                            runner.register(token, Map.of());
                            runner.open("instance", Map.of());
                            return runner;
                        })
                        .toList();
        var session = queued(pool);

        // When
        var answers =
                runners.stream()
                        .map(runner -> runner.sync().claim(session, 0).sendLater())
                        .toList()
                        .stream()
                        .map(answer -> TestRunner.read(answer.join()).claimResults().getFirst())
                        .toList();

        // Then
        assertThat(answers).filteredOn(answer -> answer.code() == null).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.code() != null)
                .extracting(Sync.ClaimResult::code)
                .containsOnly("TAKEN");
        assertThat(caller.get("/api/v1/queue?pool=" + pool).json().path("leased").asInt())
                .isEqualTo(1);
    }

    @Test
    void slotsPoolsLabelsAndDrainAreRespected() {
        // Given
        var pool = caller.pool("limits", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var elsewhere = TestRunner.online(caller, caller.pool("limits-elsewhere", "self_hosted"));
        var foreign = new TestCaller("runners:manage");
        var stranger = TestRunner.online(foreign, foreign.pool("limits", "self_hosted"));
        var first = queued(pool);
        var second = queued(pool);
        var third = queued(pool);
        var labelled = queued(pool, Map.of("os", "plan9"));

        // When
        var answer =
                runner.sync()
                        .with(
                                "claims",
                                List.of(
                                        new Sync.Claim(labelled, 0, "o"),
                                        new Sync.Claim(first, 0, "o"),
                                        new Sync.Claim(second, 0, "o"),
                                        new Sync.Claim(third, 0, "o")))
                        .ok();

        // Then
        assertThat(answer.claimResults())
                .extracting(result -> String.valueOf(result.code()))
                .containsExactly("TAKEN", "null", "null", "NO_SLOT");
        assertThat(code(elsewhere, third)).isEqualTo("TAKEN");
        assertThat(code(stranger, third)).isEqualTo("TAKEN");
        var drained = TestRunner.online(caller, pool);
        TestDatabase.drain(drained.id());
        assertThat(code(drained, third)).isEqualTo("DRAINING");
        assertThat(drained.sync().ok().desired()).isEqualTo("draining");
    }

    @Test
    void aGrantNeedsTheLiveEpochAndItsHolder() {
        var pool = caller.pool("grants", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var other = TestRunner.online(caller, pool);
        var session = queued(pool);
        runner.sync().claim(session, 0).ok();

        var granted = upload(runner, session, 1, "steps/0001-after.jpg");

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.json().path("grants").path(0).path("path").asText())
                .startsWith("/upload/v1/ey");
        assertThat(upload(runner, session, 2, "a.txt").status()).isEqualTo(409);
        assertThat(upload(other, session, 1, "a.txt").status()).isEqualTo(409);
        assertThat(upload(runner, session, 1, "../secret").status()).isEqualTo(422);
    }

    private static TestCaller.Answer upload(
            TestRunner runner, String session, long epoch, String name) {
        return TestCaller.send(
                TestCaller.broker().resolve("/runner/v1/leases/" + session + "/uploads"),
                "POST",
                runner.accessToken(),
                """
                {"epoch":%d,"files":[{"name":"%s","kind":"screenshot","caseKey":"A-1","step":1,
                "bytes":12,"sha256":"%s","contentType":"image/jpeg"}]}
                """
                        .formatted(epoch, name, "a".repeat(64)));
    }

    private static String code(TestRunner runner, String session) {
        return String.valueOf(
                runner.sync().claim(session, 0).ok().claimResults().getFirst().code());
    }

    private String queued(String pool) {
        return queued(pool, Map.of());
    }

    private String queued(String pool, Map<String, String> labels) {
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(pool, labels, 2);
            await().atMost(Duration.ofSeconds(15)).until(() -> isQueued(session));
            return session;
        }
    }

    private static boolean isQueued(String session) {
        return TestDatabase.count(
                        "select count(*) from session_queue where session_id = ?",
                        SessionId.parse(session).value())
                == 1;
    }
}

package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.RunnerId;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class OffersIT {

    private static final Duration HOLD = Duration.ofSeconds(20);

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");

    /** Else two runners would go for what one of them is about to claim. */
    @Test
    void anOpenOfferIsNotMadeAgain() {
        var pool = caller.pool("open", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(pool);
            assertThat(runner.sync().hold(HOLD).ok().offers())
                    .extracting(Sync.Offer::session)
                    .containsExactly(session);

            // Meanwhile the queue is read again, twice.
            var more = runner.sync().hold(Duration.ofSeconds(2)).ok().offers();

            assertThat(more).isEmpty();
        }
    }

    @Test
    void aLongPollIsWokenByACommandForItsRunnerAlone() {
        // Given
        var pool = caller.pool("streams", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var bystander = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(pool);
            runner.sync().claim(runner.sync().hold(HOLD).ok().offers().getFirst()).ok();
            var parked = runner.sync().report(session, 1, "leased").hold(HOLD).sendLater();
            var other = bystander.sync().hold(Duration.ofSeconds(3)).sendLater();

            // When
            var ordered =
                    TestCaller.asService(
                            "POST",
                            "/internal/v1/sessions/" + session + "/streams",
                            "{\"relayUrl\":\"/relay/v1/publish/x\",\"publishToken\":\"t\"}");

            // Then
            assertThat(ordered.status()).isEqualTo(202);
            var command = TestRunner.read(parked.join()).commands().getFirst();
            assertThat(command.commandId()).isEqualTo(ordered.text("commandId"));
            assertThat(command.kind()).isEqualTo("open_stream");
            assertThat(command.payload()).containsEntry("relayUrl", "/relay/v1/publish/x");
            assertThat(TestRunner.read(other.join()).commands()).isEmpty();
            var view = TestCaller.asService("GET", "/internal/v1/sessions/" + session, "");
            assertThat(view.text("runner")).isEqualTo(runner.id());
            assertThat(view.text("tenant")).isEqualTo(caller.tenant().toString());
        }
    }

    @Test
    void onlyServicesAskForSessions() {
        var path = "/internal/v1/sessions/ses_00000000000000000000000000";
        assertThat(TestCaller.asService("GET", path, "").status()).isEqualTo(404);
        assertThat(caller.get(path).status()).isEqualTo(401);
    }

    @Test
    void aNewerPollReleasesTheOlderOne() {
        var runner = TestRunner.online(caller, caller.pool("newer", "self_hosted"));
        var older = runner.sync().hold(HOLD).sendLater();
        runner.sync().ok();

        var newer = runner.sync().hold(Duration.ofSeconds(2)).sendLater();

        assertThat(List.of(older.join().status(), newer.join().status()))
                .containsExactlyInAnyOrder(204, 200);
    }

    /** Though it has the most room, by what it said last. */
    @Test
    void aRunnerThatHungUpKeepsNothingFromOthers() {
        // Given
        var pool = caller.pool("hung-up", "self_hosted");
        var gone = TestRunner.online(caller, pool);
        var other = TestRunner.online(caller, pool);
        gone.sync().ok();
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            try (var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                gone.sync().with("freeSlots", 4).hold(HOLD).sendBy(client);
                await().atMost(HOLD).until(() -> freeSlots(gone) == 4);

                // When
                client.shutdownNow();
            }

            // Then
            var session = orchestrator.request(pool);
            assertThat(other.sync().hold(HOLD).ok().offers())
                    .extracting(Sync.Offer::session)
                    .containsExactly(session);
        }
    }

    @Test
    void aPollWithoutNewsEndsWhenItsTimeIsUp() {
        var runner = TestRunner.online(caller, caller.pool("quiet", "self_hosted"));
        var start = Instant.now();

        var answer = runner.sync().hold(Duration.ofSeconds(1)).ok();

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
        assertThat(answer.offers()).isEmpty();
        assertThat(answer.nextSyncMs()).isBetween(4_000L, 5_000L);
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        var runner = TestRunner.online(caller, caller.pool("large", "self_hosted"));
        var answer = runner.sync().with("version", "x".repeat(300_000)).send();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("body-too-large");
    }

    @Test
    void unknownFieldsAreIgnoredAndSenselessOnesNamed() {
        var runner = TestRunner.online(caller, caller.pool("fields", "self_hosted"));

        var newer = runner.sync().with("somethingNew", Map.of("a", 1)).send();
        var odd = runner.sync().report("ses_x", 1, "dancing").send();
        var major = runner.sync().with("protocolVersion", "2.0").send();

        assertThat(newer.status()).isEqualTo(200);
        assertThat(odd.status()).isEqualTo(422);
        assertThat(major.status()).isEqualTo(400);
    }

    private static long freeSlots(TestRunner runner) {
        return TestDatabase.count(
                "select free_slots from runner_heartbeat where runner_id = ?",
                RunnerId.parse(runner.id()).value());
    }
}

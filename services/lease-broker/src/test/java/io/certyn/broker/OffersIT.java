package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.Topics;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class OffersIT {

    private static final Duration HOLD = Duration.ofSeconds(20);

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");

    @Test
    void anInClusterRunnerFindsOffersOnItsTopic() {
        // Given
        var pool = caller.pool("cluster", "in_cluster");
        var runner = TestRunner.online(caller, pool);
        runner.sync().ok();
        try (var orchestrator = new TestOrchestrator(caller.tenant());
                var offers = shareConsumer(pool)) {
            offers.subscribe(List.of(Topics.leaseOffers(pool)));

            // When
            var session = orchestrator.request(pool);
            var offer = next(offers);
            var claim = runner.sync().claim(offer).ok().claimResults().getFirst();

            // Then
            assertThat(offer.session()).isEqualTo(session);
            assertThat(offer.image()).isEqualTo("certyn/agent:local");
            assertThat(claim.code()).isNull();
            assertThat(caller.get("/api/v1/queue?pool=" + pool).json().path("leased").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSessionThatWaitedIsOfferedToTheFirstPoll() {
        var pool = caller.pool("waiting", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(pool);

            var offers = TestRunner.read(runner.sync().hold(HOLD).send()).offers();

            assertThat(offers).extracting(Sync.Offer::session).containsExactly(session);
        }
    }

    @Test
    void aDeclinedSessionIsOfferedAgain() {
        var pool = caller.pool("declined", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(pool);
            var first = runner.sync().hold(HOLD).ok().offers().getFirst();

            var again =
                    runner.sync()
                            .with(
                                    "declines",
                                    List.of(new Sync.Decline(first.offerId(), session, "busy")))
                            .hold(HOLD)
                            .ok()
                            .offers();

            assertThat(again).extracting(Sync.Offer::session).containsExactly(session);
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

    private static KafkaShareConsumer<String, String> shareConsumer(String pool) {
        return new KafkaShareConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        BackingServices.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "runners." + pool),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Sync.Offer next(KafkaShareConsumer<String, String> offers) {
        var end = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(end)) {
            for (var record : offers.poll(Duration.ofMillis(200))) {
                try {
                    return ProtocolJson.MAPPER.readValue(record.value(), Sync.Offer.class);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }
        throw new AssertionError("no offer");
    }
}

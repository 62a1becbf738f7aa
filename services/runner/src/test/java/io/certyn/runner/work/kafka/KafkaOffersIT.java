package io.certyn.runner.work.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.events.TopicSpec;
import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.local.kafka.InJvmKafka;
import io.certyn.local.kafka.KafkaTopics;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.runner.work.HeldLease;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOffersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(5));

    @TempDir static Path directory;
    private static InJvmKafka kafka;

    private final PoolId pool = new PoolId(UUID.randomUUID());

    @BeforeAll
    static void startKafka() {
        kafka = InJvmKafka.startWithLogin(directory, "runner", "secret");
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void offersAreTakenOnlyWhileASlotIsFreeAndBadOnesStopNothing() throws Exception {
        // Given a runner with two slots
        prepareTopic();
        var slots = new Slots(2);
        var runner = new TestIntake(slots);
        var thread = start(slots, runner);

        // When more is offered than it can take, with rubbish in between
        send("rubbish".getBytes(StandardCharsets.UTF_8));
        var sessions = List.of(offer(), offer(), offer());

        // Then it takes two, and the third once a slot is free
        await().atMost(PATIENCE).until(() -> runner.taken.size() == 2);
        await().during(Duration.ofSeconds(2)).until(() -> runner.taken.size() == 2);
        slots.apply(
                new LeaseKey(runner.taken.getFirst(), 1),
                new HeldLease.Event.CompletionAcknowledged(),
                0);
        await().atMost(PATIENCE).until(() -> runner.taken.size() == 3);
        assertThat(runner.taken).containsExactlyInAnyOrderElementsOf(sessions);
        slots.close();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void anOfferThatIsReleasedGoesToAnotherRunner() throws Exception {
        // Given one runner that was just told to drain and one that was not
        prepareTopic();
        var unable = new Slots(1);
        var able = new Slots(1);
        var runner = new TestIntake(able);
        var first =
                start(
                        unable,
                        _ -> {
                            unable.wanted(false);
                            return Intake.Answer.NOT_NOW;
                        });
        var second = start(able, runner);

        // When
        var session = offer();

        // Then
        await().atMost(PATIENCE).until(() -> runner.taken.contains(session));
        unable.close();
        able.close();
        assertThat(first.join(Duration.ofSeconds(20))).isTrue();
        assertThat(second.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void offersComeFromAKafkaThatWantsALogin() throws Exception {
        // Given a runner that knows the password and, before it, one that does not
        prepareTopic();
        var refused = new Slots(1);
        var served = new Slots(1);
        var without = new TestIntake(refused);
        var with = new TestIntake(served);
        var first = start(login("wrong"), refused, without);
        var second = start(login("secret"), served, with);

        // When
        var session = offer();
        await().atMost(PATIENCE).until(() -> with.taken.contains(session));
        served.close();
        offer();

        // Then
        await().during(Duration.ofSeconds(3)).until(without.taken::isEmpty);
        assertThat(second.join(Duration.ofSeconds(20))).isTrue();
        refused.close();
        first.interrupt();
        assertThat(first.join(Duration.ofSeconds(20))).isTrue();
    }

    private static Map<String, String> login(String password) {
        return Map.of(
                "bootstrap.servers",
                kafka.loginServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"runner\" password=\"%s\";".formatted(password));
    }

    /** Takes what it has a slot for. */
    private static final class TestIntake implements Intake {
        private final Slots slots;
        private final List<SessionId> taken = new CopyOnWriteArrayList<>();

        TestIntake(Slots slots) {
            this.slots = slots;
        }

        @Override
        public Answer take(Sync.Offer offer) {
            var session = Intake.session(offer);
            if (!slots.reserve(session) || !slots.hold(new LeaseKey(session, 1), TERMS, 0, 0)) {
                return Answer.NOT_NOW;
            }
            taken.add(session);
            return Answer.CLAIMED;
        }
    }

    private Thread start(Slots slots, Intake intake) {
        return start(Map.of("bootstrap.servers", kafka.bootstrapServers()), slots, intake);
    }

    private Thread start(Map<String, String> connection, Slots slots, Intake intake) {
        var offers = new KafkaOffers(connection, pool, slots, intake);
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        offers.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void prepareTopic() throws Exception {
        KafkaTopics.create(
                kafka.bootstrapServers(),
                List.of(new TopicSpec(topic(), 1, Duration.ofMinutes(10))));
        var group = new ConfigResource(ConfigResource.Type.GROUP, "runners." + pool);
        var earliest =
                new AlterConfigOp(
                        new ConfigEntry("share.auto.offset.reset", "earliest"),
                        AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(earliest))).all().get();
        }
    }

    private String topic() {
        return "certyn.lease.offers." + pool + ".v1";
    }

    private SessionId offer() throws Exception {
        var session = new SessionId(UUID.randomUUID());
        send(
                ProtocolJson.MAPPER.writeValueAsBytes(
                        new Sync.Offer(
                                UUID.randomUUID().toString(),
                                session.toString(),
                                0,
                                10_000,
                                session.toString(),
                                "certyn/agent:local",
                                null)));
        return session;
    }

    private void send(byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer =
                new KafkaProducer<byte[], byte[]>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic(), value)).get(20, TimeUnit.SECONDS);
        }
    }
}

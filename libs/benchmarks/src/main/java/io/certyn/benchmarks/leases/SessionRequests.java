package io.certyn.benchmarks.leases;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks for sessions on Kafka, as the run-orchestrator's outbox does. */
final class SessionRequests implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final KafkaProducer<String, String> producer;

    SessionRequests(String bootstrapServers) {
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                2),
                        new StringSerializer(),
                        new StringSerializer());
    }

    static UUID id() {
        return UuidV7.at(Instant.now(), RANDOM);
    }

    static String newSession() {
        return new SessionId(id()).toString();
    }

    /** Returns at once; Kafka has it a moment later. */
    void send(TenantId tenant, PoolId pool, String session) {
        var at = Instant.now();
        var run = new RunId(id()).toString();
        var data =
                EventJson.write(
                        new SessionRequested(
                                session,
                                run,
                                "prj_bench",
                                pool.toString(),
                                2,
                                Map.of(),
                                "always",
                                2,
                                60_000,
                                at.plus(PATIENCE),
                                null,
                                null,
                                assignment(tenant, run, session),
                                at));
        var envelope =
                new CloudEvent(
                        id(),
                        EventTypes.SESSION_REQUESTED,
                        "run-orchestrator",
                        "session/" + session,
                        at,
                        tenant.toString(),
                        session,
                        null,
                        data);
        var record = new ProducerRecord<>(Topics.SESSION_REQUESTS, session, data);
        envelope.headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        // One that is lost shows as a loop that does not end.
        var _ = producer.send(record);
    }

    /** One short case, which comes to about 700 bytes. */
    static JsonNode assignment(TenantId tenant, String run, String session) {
        return ProtocolJson.MAPPER.valueToTree(
                new Assignment(
                        run,
                        session,
                        tenant.toString(),
                        "prj_bench",
                        "case",
                        List.of(
                                new Assignment.Case(
                                        "case_1",
                                        "BENCH-1",
                                        1,
                                        "Open the shop",
                                        List.of("Open \"/\""),
                                        List.of())),
                        new Assignment.Environment(
                                "env_bench",
                                "local",
                                "http://shop.test",
                                List.of("http://shop.test"),
                                false,
                                Map.of(),
                                List.of()),
                        List.of(),
                        new Assignment.Viewport(1280, 720),
                        "en",
                        "UTC",
                        false,
                        new Assignment.Budgets(100, 60_000, 5_000, 10_000)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}

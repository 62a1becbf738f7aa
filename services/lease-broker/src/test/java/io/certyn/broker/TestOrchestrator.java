package io.certyn.broker;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionCancelRequested;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.testing.backing.BackingServices;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Asks for sessions on Kafka as the orchestrator does. */
public final class TestOrchestrator implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantId tenant;
    private final KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            BackingServices.kafka(),
                            ProducerConfig.LINGER_MS_CONFIG,
                            0),
                    new StringSerializer(),
                    new StringSerializer());

    public TestOrchestrator(TenantId tenant) {
        this.tenant = tenant;
    }

    public static UUID id() {
        return UuidV7.at(Instant.now(), RANDOM);
    }

    /** Requests a session and answers its id. */
    public String request(String pool) {
        return request(pool, Map.of(), 2);
    }

    public String request(String pool, Map<String, String> labels, int maxAttempts) {
        return request(id(), pool, labels, maxAttempts, Duration.ofMinutes(5));
    }

    public String request(
            UUID event,
            String pool,
            Map<String, String> labels,
            int maxAttempts,
            Duration queueWait) {
        return request(event, pool, labels, maxAttempts, queueWait, null);
    }

    /** Requests a session that must not start yet. */
    public String requestFor(Instant notBefore, String pool) {
        return request(id(), pool, Map.of(), 2, Duration.ofMinutes(5), notBefore);
    }

    private String request(
            UUID event,
            String pool,
            Map<String, String> labels,
            int maxAttempts,
            Duration queueWait,
            @Nullable Instant notBefore) {
        var session = new SessionId(id()).toString();
        var run = new RunId(id()).toString();
        var at = Instant.now();
        var data =
                new SessionRequested(
                        session,
                        run,
                        "prj_x",
                        pool,
                        2,
                        labels,
                        "always",
                        maxAttempts,
                        60_000,
                        at.plus(queueWait),
                        notBefore,
                        null,
                        ProtocolJson.MAPPER.valueToTree(assignment(session, run)),
                        at);
        send(event, EventTypes.SESSION_REQUESTED, session, EventJson.write(data));
        return session;
    }

    public void cancel(String session) {
        var data = new SessionCancelRequested(session, "run_x", "not needed", Instant.now());
        send(id(), EventTypes.SESSION_CANCEL_REQUESTED, session, EventJson.write(data));
    }

    public void send(UUID event, String type, String session, String data) {
        var envelope =
                new CloudEvent(
                        event,
                        type,
                        "run-orchestrator",
                        "session/" + session,
                        Instant.now(),
                        tenant.toString(),
                        session,
                        null,
                        data);
        sendRaw(session, envelope.headers(), data);
    }

    public void sendRaw(String key, Map<String, String> headers, String data) {
        var record = new ProducerRecord<>(Topics.SESSION_REQUESTS, key, data);
        headers.forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Assignment assignment(String session, String run) {
        return new Assignment(
                run,
                session,
                tenant.toString(),
                "prj_x",
                "case",
                List.of(
                        new Assignment.Case(
                                "case_1", "SHOP-001", 1, "Buy", List.of("Open \"/\""), List.of())),
                new Assignment.Environment(
                        "env_x",
                        "local",
                        "http://shop.localhost:1",
                        List.of("http://shop.localhost:1"),
                        false,
                        Map.of(),
                        List.of()),
                List.of(),
                new Assignment.Viewport(1280, 720),
                "en",
                "UTC",
                false,
                new Assignment.Budgets(100, 60_000, 5_000, 10_000));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    static CloudEvent read(Map<String, String> headers, String value) {
        try {
            return CloudEvent.read(headers, value);
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }
}

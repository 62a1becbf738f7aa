package io.certyn.orchestrator;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.artifact.EvidenceSealed;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.events.session.SessionProgressed;
import io.certyn.events.session.SessionStepFinished;
import io.certyn.ids.RunnerId;
import io.certyn.ids.UuidV7;
import io.certyn.testing.backing.BackingServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The voices of broker and artifact store on Kafka, and an ear for what the service says. */
public final class Wire implements AutoCloseable {

    private static final RunnerId RUNNER = new RunnerId(newId());

    private final TestCaller caller;
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", BackingServices.kafka()),
                    new StringSerializer(),
                    new ByteArraySerializer());

    public Wire(TestCaller caller) {
        this.caller = caller;
    }

    @Override
    public void close() {
        producer.close();
    }

    public CloudEvent leased(String run, String session, long epoch) {
        return event(
                EventTypes.SESSION_LEASED,
                session,
                new SessionLeased(
                        session, run, epoch, (int) epoch, RUNNER.toString(), Instant.now()));
    }

    public CloudEvent starting(String run, String session, long epoch) {
        return event(EventTypes.SESSION_STARTING, session, progressed(run, session, epoch));
    }

    public CloudEvent running(String run, String session, long epoch) {
        return event(EventTypes.SESSION_RUNNING, session, progressed(run, session, epoch));
    }

    public CloudEvent step(String run, String session, long epoch, String caseId, int step) {
        return event(
                EventTypes.SESSION_STEP_FINISHED,
                session,
                new SessionStepFinished(
                        session,
                        run,
                        epoch,
                        caseId,
                        "C-1",
                        step,
                        "steps",
                        "Go to /",
                        "passed",
                        null,
                        null,
                        "steps/0001-after.jpg",
                        Instant.now(),
                        12));
    }

    public CloudEvent finished(
            String run,
            String session,
            long epoch,
            List<SessionFinished.CaseResult> results,
            @Nullable String manifest) {
        return event(
                EventTypes.SESSION_FINISHED,
                session,
                new SessionFinished(
                        session,
                        run,
                        epoch,
                        (int) epoch,
                        RUNNER.toString(),
                        null,
                        null,
                        null,
                        results,
                        manifest,
                        Instant.now()));
    }

    public CloudEvent ended(String run, String session, String outcome, String reason) {
        return event(
                EventTypes.SESSION_FINISHED,
                session,
                new SessionFinished(
                        session,
                        run,
                        0,
                        0,
                        null,
                        outcome,
                        reason,
                        "it is like this",
                        List.of(),
                        null,
                        Instant.now()));
    }

    public CloudEvent sealed(String run, String session, long epoch, String state) {
        return event(
                EventTypes.EVIDENCE_SEALED,
                run,
                new EvidenceSealed(session, run, epoch, state, null, 5, 1000, Instant.now()));
    }

    /** A well-formed event whose data are not what its type promises. */
    public CloudEvent nonsense(String session) {
        return event(EventTypes.SESSION_LEASED, session, Map.of("run", "run_1", "epoch", 1));
    }

    public static SessionFinished.CaseResult result(String caseId, String outcome) {
        return new SessionFinished.CaseResult(caseId, "key", outcome, null, null, 1234, 2, false);
    }

    /** One session from lease to report and seal. */
    public void play(String run, String session, String caseId, String outcome) {
        say(leased(run, session, 1));
        say(starting(run, session, 1));
        say(running(run, session, 1));
        say(step(run, session, 1, caseId, 1));
        say(finished(run, session, 1, List.of(result(caseId, outcome)), "ab".repeat(32)));
        say(sealed(run, session, 1, "COMPLETE"));
    }

    public void say(CloudEvent event) {
        var topic =
                event.type().equals(EventTypes.EVIDENCE_SEALED)
                        ? Topics.ARTIFACT_EVENTS
                        : Topics.SESSION_EVENTS;
        var bytes = event.data().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(topic, event.partitionKey(), bytes);
        event.headers()
                .forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    public void sayBytes(String topic, String key, byte[] bytes) {
        send(new ProducerRecord<>(topic, key, bytes));
    }

    /** Everything on a topic so far. */
    public static List<ConsumerRecord<String, byte[]>> all(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", (Object) BackingServices.kafka()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p ->
                                    new org.apache.kafka.common.TopicPartition(
                                            topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The events of one run or session so far, in their order. */
    public static List<CloudEvent> events(String topic, String key) {
        return all(topic).stream().filter(r -> key.equals(r.key())).map(Wire::read).toList();
    }

    /** The data of the events with this id, whatever else lies on the topic. */
    public static List<String> events(String topic, String key, UUID id) {
        return all(topic).stream()
                .filter(r -> key.equals(r.key()))
                .filter(r -> r.headers().lastHeader("ce_id") != null)
                .map(Wire::read)
                .filter(event -> event.id().equals(id))
                .map(CloudEvent::data)
                .toList();
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        try {
            return CloudEvent.read(headers, new String(record.value(), StandardCharsets.UTF_8));
        } catch (MalformedEvent e) {
            throw new IllegalStateException(e);
        }
    }

    private CloudEvent event(String type, String key, Object data) {
        return new CloudEvent(
                newId(),
                type,
                "/tenants/" + caller.tenant(),
                "session/" + key,
                Instant.now(),
                caller.tenant().toString(),
                key,
                null,
                EventJson.write(data));
    }

    private static SessionProgressed progressed(String run, String session, long epoch) {
        return new SessionProgressed(
                session, run, epoch, RUNNER.toString(), "certyn/agent@sha256:1", Instant.now());
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID newId() {
        return UuidV7.at(Instant.now(), RandomGenerator.getDefault());
    }
}

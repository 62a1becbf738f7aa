package io.certyn.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.local.LocalStackException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the events of runs from Kafka, from the moment it was opened on, as any consumer would. */
final class OutcomeEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;

    private OutcomeEvents(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    static OutcomeEvents open(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        var partitions =
                consumer.partitionsFor(Topics.RUN_EVENTS).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking for the position makes it happen before the run starts.
        partitions.forEach(consumer::position);
        return new OutcomeEvents(consumer);
    }

    /** The event that announces the outcome of this run, in CloudEvents' JSON form. */
    JsonNode await(String run, Duration limit) {
        var until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < until) {
            for (var record : consumer.poll(POLL)) {
                if (run.equals(record.key())) {
                    var found = finished(record);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new LocalStackException(
                "No " + EventTypes.RUN_FINISHED + " of " + run + " arrived on Kafka.");
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static Optional<JsonNode> finished(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            var event = CloudEvent.read(headers, record.value());
            return event.type().equals(EventTypes.RUN_FINISHED)
                    ? Optional.of(structured(event))
                    : Optional.empty();
        } catch (MalformedEvent e) {
            throw new LocalStackException("An event of the run is malformed: " + e.getMessage(), e);
        }
    }

    private static ObjectNode structured(CloudEvent event) {
        var json = EventJson.MAPPER.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", event.id().toString());
        json.put("type", event.type());
        json.put("source", event.source());
        json.put("subject", event.subject());
        json.put("time", event.time().toString());
        json.put("tenant", event.tenant());
        json.put("partitionkey", event.partitionKey());
        json.put("datacontenttype", "application/json");
        try {
            json.set("data", EventJson.MAPPER.readTree(event.data()));
        } catch (JsonProcessingException e) {
            throw new LocalStackException("The data of an event is no JSON.", e);
        }
        return json;
    }
}

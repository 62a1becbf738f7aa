package io.certyn.broker;

import io.certyn.events.CloudEvent;
import io.certyn.testing.backing.BackingServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the broker publishes. */
public final class TestFacts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();
    private final KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            BackingServices.kafka(),
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer());

    public TestFacts(String topic) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Types of the facts with this key, in order, once the awaited one is among them. */
    public List<CloudEvent> until(String key, String type) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var facts = of(key);
            if (facts.stream().anyMatch(fact -> fact.type().equals(type))) {
                return facts;
            }
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        }
        throw new AssertionError(
                "no "
                        + type
                        + " of "
                        + key
                        + " but "
                        + of(key).stream().map(CloudEvent::type).toList());
    }

    /** Records whose value holds this text, once there is one. */
    public List<String> untilValue(String text) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var found =
                    read.stream().map(ConsumerRecord::value).filter(v -> v.contains(text)).toList();
            if (!found.isEmpty()) {
                return found;
            }
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        }
        throw new AssertionError("nothing holds " + text);
    }

    private List<CloudEvent> of(String key) {
        return read.stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> TestOrchestrator.read(headers(record), record.value()))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}

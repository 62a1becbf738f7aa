package io.certyn.cli.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The public topic of runs, read by an ordinary consumer. */
final class OutcomeTopic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeTopic() {}

    /** Every outcome event of a run; there is to be one. */
    static List<JsonNode> finished(Stack stack, String run) {
        var found = new ArrayList<JsonNode>();
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", stack.started().path("kafka").asText());
        settings.put("group.id", "e2e-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("certyn.run.events.v1"));
            // Ends when one was found and a second in which nothing came has shown that it is all.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        var events = consumer.poll(Duration.ofSeconds(1));
                        for (var event : events) {
                            if (type(event).equals("io.certyn.run.finished.v1")
                                    && run.equals(event.key())) {
                                found.add(JSON.readTree(event.value()));
                            }
                        }
                        return !found.isEmpty() && events.isEmpty();
                    });
        }
        return found;
    }

    private static String type(ConsumerRecord<String, String> event) {
        return new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }
}

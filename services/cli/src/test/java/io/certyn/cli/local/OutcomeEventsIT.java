package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.local.LocalStackException;
import io.certyn.testing.backing.BackingServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutcomeEventsIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theOutcomeOfThisRunIsFoundAmongOtherEvents() throws Exception {
        try (var events = OutcomeEvents.open(BackingServices.kafka())) {
            // Given
            send(EventTypes.RUN_FINISHED, "run_other", "{\"status\":\"failed\"}");
            send(EventTypes.RUN_STARTED, "run_mine", "{}");
            send(EventTypes.RUN_FINISHED, "run_mine", "{\"status\":\"passed\"}");

            // When
            var event = events.await("run_mine", LIMIT);

            // Then
            assertThat(event.path("type").asText()).isEqualTo(EventTypes.RUN_FINISHED);
            assertThat(event.path("subject").asText()).isEqualTo("run/run_mine");
            assertThat(event.path("data").path("status").asText()).isEqualTo("passed");
        }
    }

    @Test
    void aMissingOutcomeIsSaid() {
        try (var events = OutcomeEvents.open(BackingServices.kafka())) {
            assertThatThrownBy(() -> events.await("run_silent", Duration.ofMillis(100)))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("run_silent");
        }
    }

    private static void send(String type, String run, String data) throws Exception {
        var event =
                new CloudEvent(
                        UUID.randomUUID(),
                        type,
                        "/services/run-orchestrator",
                        "run/" + run,
                        Instant.parse("2026-03-02T12:00:00Z"),
                        "ten_1",
                        run,
                        null,
                        data);
        Map<String, Object> settings = Map.of("bootstrap.servers", BackingServices.kafka());
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var record = new ProducerRecord<>(Topics.RUN_EVENTS, run, data);
            event.headers()
                    .forEach((name, value) ->
                            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}

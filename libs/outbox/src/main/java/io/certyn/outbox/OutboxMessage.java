package io.certyn.outbox;

import io.certyn.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A Kafka record waiting to be sent.
 *
 * @param id of the event; consumers recognise a repetition by it
 * @param key records with equal keys keep their order
 */
public record OutboxMessage(
        UUID id,
        TenantId tenant,
        String topic,
        String key,
        Map<String, String> headers,
        String payload) {

    /** A record that Kafka refuses for its size would block all that follow, so none gets in. */
    public static final int LARGEST_PAYLOAD = 900_000;

    public OutboxMessage {
        headers = Map.copyOf(headers);
        if (topic.isBlank()) {
            throw new IllegalArgumentException("message " + id + " has no topic");
        }
        int size = payload.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "message %s has %d bytes, %d are allowed".formatted(id, size, LARGEST_PAYLOAD));
        }
    }
}

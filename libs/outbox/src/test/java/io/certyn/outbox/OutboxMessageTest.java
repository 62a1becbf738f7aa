package io.certyn.outbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.TenantId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxMessageTest {

    @Test
    void aMessageThatKafkaWouldRefuseIsRefusedBeforeItBlocksTheOthers() {
        assertThatThrownBy(() -> message("topic", "ä".repeat(450_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("900002 bytes");
        assertThatThrownBy(() -> message(" ", "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static OutboxMessage message(String topic, String payload) {
        var tenant = new TenantId(UUID.randomUUID());
        return new OutboxMessage(UUID.randomUUID(), tenant, topic, "key", Map.of(), payload);
    }
}

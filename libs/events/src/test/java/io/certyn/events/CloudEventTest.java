package io.certyn.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private static final CloudEvent EVENT =
            new CloudEvent(
                    new UUID(1, 2),
                    EventTypes.RUN_FINISHED,
                    "/tenants/ten_1/projects/prj_1",
                    "run/run_1",
                    Instant.parse("2026-11-21T10:00:00Z"),
                    "ten_1",
                    "run_1",
                    3L,
                    "{}");

    @Test
    void theEnvelopeSurvivesTheHeaders() throws MalformedEvent {
        assertThat(CloudEvent.read(EVENT.headers(), "{}")).isEqualTo(EVENT);
    }

    @Test
    void theSchemaIsNamedByTheType() {
        assertThat(EVENT.headers()).containsEntry("ce_dataschema", "/schemas/run.finished/1.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_tenant"})
    void aMissingAttributeIsNamed(String attribute) {
        var headers = new HashMap<>(EVENT.headers());
        headers.remove(attribute);

        assertThatThrownBy(() -> CloudEvent.read(headers, "{}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_time", "ce_leaseepoch"})
    void anUnreadableAttributeIsRefused(String attribute) {
        var headers = new HashMap<>(EVENT.headers());
        headers.put(attribute, "noon");

        assertThatThrownBy(() -> CloudEvent.read(headers, "{}")).isInstanceOf(MalformedEvent.class);
    }
}

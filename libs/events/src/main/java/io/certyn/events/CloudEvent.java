package io.certyn.events;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every event: CloudEvents 1.0 in binary mode, attributes as {@code ce_} headers
 * and the data as the JSON value. The id is the outbox id and the key for deduplication.
 *
 * @param subject what the event is about, such as {@code run/run_…}
 * @param tenant wire id of the tenant
 * @param partitionKey the record's key: events with equal keys keep their order
 * @param leaseEpoch epoch of the lease that the fact belongs to, null where there is none
 */
public record CloudEvent(
        UUID id,
        String type,
        String source,
        String subject,
        Instant time,
        String tenant,
        String partitionKey,
        @Nullable Long leaseEpoch,
        String data) {

    /** The headers of the Kafka record, by name. */
    public Map<String, String> headers() {
        var headers = new TreeMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", type);
        headers.put("ce_source", source);
        headers.put("ce_subject", subject);
        headers.put("ce_time", time.toString());
        headers.put("ce_tenant", tenant);
        headers.put("ce_partitionkey", partitionKey);
        headers.put("ce_dataschema", EventTypes.schemaOf(type));
        headers.put("content-type", "application/json");
        if (leaseEpoch != null) {
            headers.put("ce_leaseepoch", leaseEpoch.toString());
        }
        return headers;
    }

    /**
     * Reads an envelope from a record's headers and value.
     *
     * @throws MalformedEvent if a required attribute is missing or unreadable; the message names it
     */
    public static CloudEvent read(Map<String, String> headers, String value) throws MalformedEvent {
        try {
            var epoch = headers.get("ce_leaseepoch");
            return new CloudEvent(
                    UUID.fromString(required(headers, "ce_id")),
                    required(headers, "ce_type"),
                    required(headers, "ce_source"),
                    required(headers, "ce_subject"),
                    Instant.parse(required(headers, "ce_time")),
                    required(headers, "ce_tenant"),
                    required(headers, "ce_partitionkey"),
                    epoch == null ? null : Long.valueOf(epoch),
                    value);
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
            throw new MalformedEvent("unreadable attribute: " + e.getMessage(), e);
        }
    }

    /**
     * The data as one of the wire records; unknown fields are ignored.
     *
     * @throws MalformedEvent if the data does not fit the record
     */
    public <T> T dataAs(Class<T> type) throws MalformedEvent {
        return EventJson.read(data, type);
    }

    private static String required(Map<String, String> headers, String name) throws MalformedEvent {
        var value = headers.get(name);
        if (value == null) {
            throw new MalformedEvent("missing attribute " + name, null);
        }
        return value;
    }
}

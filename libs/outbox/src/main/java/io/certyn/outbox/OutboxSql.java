package io.certyn.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements on outbox and inbox, for both kinds of client. */
final class OutboxSql {

    /** Many rows by one parameter; the order of the list becomes the order of {@code seq}. */
    private static final String INSERT =
            """
            insert into outbox (id, tenant_id, topic, key, headers, payload)
            select r.id, r.tenant_id, r.topic, r.key, r.headers, r.payload
            from rows from (json_to_recordset(cast(cast(%s as text) as json))
                    as (id uuid, tenant_id uuid, topic text, key text, headers jsonb, payload text))
                with ordinality as r (id, tenant_id, topic, key, headers, payload, n)
            order by r.n
            """;

    static final String INSERT_BY_POSITION = INSERT.formatted("$1");
    static final String INSERT_BY_NAME = INSERT.formatted(":rows");

    private static final String FIRST =
            "insert into inbox (tenant_id, consumer, event_id) values (%s, %s, %s)"
                    + " on conflict do nothing";

    static final String FIRST_BY_POSITION = FIRST.formatted("$1", "$2", "$3");
    static final String FIRST_BY_NAME = FIRST.formatted(":tenant", ":consumer", ":event");

    static final String FIRSTS =
            """
            insert into inbox (tenant_id, consumer, event_id)
            select a.tenant_id, $1, a.event_id
            from unnest($2::uuid[], $3::uuid[]) as a (tenant_id, event_id)
            order by a.tenant_id, a.event_id
            on conflict do nothing returning event_id
            """;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private OutboxSql() {}

    /** The parameter of the insert. */
    static String rows(List<OutboxMessage> messages) {
        try {
            return JSON.writeValueAsString(messages.stream().map(OutboxSql::row).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("messages that cannot be written as JSON", e);
        }
    }

    static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outbox headers that are not an object of texts", e);
        }
    }

    private static Row row(OutboxMessage message) {
        return new Row(
                message.id(),
                message.tenant().value(),
                message.topic(),
                message.key(),
                message.headers(),
                message.payload());
    }

    /** Component names are column names. */
    private record Row(
            UUID id,
            UUID tenant_id,
            String topic,
            String key,
            Map<String, String> headers,
            String payload) {}
}

package io.certyn.outbox;

import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Remembers which events a consumer has acted on. */
@ApplicationScoped
public class Inbox {

    /**
     * Whether the consumer meets this event of the tenant for the first time; remembered if the
     * transaction that is open on the connection commits.
     */
    public Uni<Boolean> first(
            SqlConnection connection, String consumer, TenantId tenant, UUID eventId) {
        return connection
                .preparedQuery(OutboxSql.FIRST_BY_POSITION)
                .execute(Tuple.of(tenant.value(), consumer, eventId))
                .map(rows -> rows.rowCount() == 1);
    }

    /** An event of a tenant. */
    public record Arrival(TenantId tenant, UUID event) {}

    /** Which of these events the consumer meets for the first time; as {@link #first}, at once. */
    public Uni<Set<UUID>> firsts(
            SqlConnection connection, String consumer, List<Arrival> arrivals) {
        var rows = Tuple.of(consumer);
        rows.addArrayOfUUID(
                arrivals.stream().map(one -> one.tenant().value()).toArray(UUID[]::new));
        rows.addArrayOfUUID(arrivals.stream().map(Arrival::event).toArray(UUID[]::new));
        return connection
                .preparedQuery(OutboxSql.FIRSTS)
                .execute(rows)
                .map(fresh ->
                        StreamSupport.stream(fresh.spliterator(), false)
                                .map(row -> row.getUUID("event_id"))
                                .collect(Collectors.toSet()));
    }
}

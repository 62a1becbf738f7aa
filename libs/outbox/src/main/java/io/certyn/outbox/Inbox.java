package io.certyn.outbox;

import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

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
}

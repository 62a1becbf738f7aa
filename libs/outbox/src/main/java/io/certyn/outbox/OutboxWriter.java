package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts messages into the outbox on the connection that carries the change they follow from. */
@ApplicationScoped
public class OutboxWriter {

    /**
     * Writes the messages, in this order, within the transaction that is open on the connection.
     */
    public Uni<Void> write(SqlConnection connection, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(OutboxSql.INSERT_BY_POSITION)
                .execute(Tuple.of(OutboxSql.rows(messages)))
                .replaceWithVoid();
    }
}

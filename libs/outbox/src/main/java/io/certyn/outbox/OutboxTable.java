package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Takes messages out of the table, oldest first, by one publisher of the service at a time. */
final class OutboxTable {

    /** Order per key would break with two publishers, so the lock is for all rows at once. */
    private static final String LOCK =
            "select pg_try_advisory_xact_lock("
                    + "hashtextextended('certyn.outbox.' || current_schema(), 0)) as mine";

    private static final String OLDEST =
            "select seq, topic, key, cast(headers as text) as headers, payload"
                    + " from outbox order by seq limit $1";

    private static final String DELETE = "delete from outbox where seq = any($1)";

    private final Pool pool;
    private final int limit;

    OutboxTable(Pool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /**
     * Sends the oldest messages and deletes them, if all were sent, in one transaction. Answers how
     * many; none also if another publisher is at work.
     */
    Uni<Integer> drain(Function<List<StoredMessage>, Uni<Void>> send) {
        return pool.withTransaction(connection ->
                lock(connection)
                        .chain(mine -> mine ? oldest(connection) : nothing())
                        .call(messages -> sendAndDelete(connection, messages, send))
                        .map(List::size));
    }

    private static Uni<Boolean> lock(SqlConnection connection) {
        return connection
                .query(LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    private Uni<List<StoredMessage>> oldest(SqlConnection connection) {
        return connection
                .preparedQuery(OLDEST)
                .execute(Tuple.of(limit))
                .map(OutboxTable::toMessages);
    }

    private static Uni<List<StoredMessage>> nothing() {
        return Uni.createFrom().item(List.of());
    }

    private static Uni<Void> sendAndDelete(
            SqlConnection connection,
            List<StoredMessage> messages,
            Function<List<StoredMessage>, Uni<Void>> send) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return send.apply(messages).chain(() -> delete(connection, messages));
    }

    private static Uni<Void> delete(SqlConnection connection, List<StoredMessage> messages) {
        var sent = messages.stream().map(StoredMessage::seq).toArray(Long[]::new);
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.tuple().addArrayOfLong(sent))
                .replaceWithVoid();
    }

    private static List<StoredMessage> toMessages(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                        new StoredMessage(
                                row.getLong("seq"),
                                row.getString("topic"),
                                row.getString("key"),
                                OutboxSql.headers(row.getString("headers")),
                                row.getString("payload")))
                .toList();
    }
}

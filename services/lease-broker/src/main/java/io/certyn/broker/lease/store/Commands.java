package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.NewIds;
import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.LeaseEvent;
import io.certyn.broker.lease.Order;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Keeps what runners were told, until they say that they did it. */
@ApplicationScoped
class Commands {

    private static final String INSERT =
            """
            insert into command (command_id, tenant_id, runner_id, session_id, epoch, kind, payload,
                expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 millisecond')
            """;

    private static final String OPEN =
            """
            select open.* from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
                select runner_id, command_id, session_id, epoch, kind, payload from command
                where runner_id = wanted.id and acked_at is null
                    and expires_at > clock_timestamp()
                order by command_id limit 100) open
            order by open.command_id
            """;

    private static final String ACKNOWLEDGE =
            """
            update command set acked_at = clock_timestamp(), result = $3
            where command_id = $1 and runner_id = $2 and acked_at is null
            """;

    /** A stop is told until the lease is over, which ends it. */
    private static final Duration STOP_LIFE = Duration.ofDays(1);

    private final NewIds ids;

    Commands(NewIds ids) {
        this.ids = ids;
    }

    Uni<Void> orderStops(SqlConnection connection, List<LeaseEvent.StopOrdered> stops) {
        return LedgerWriter.batch(connection, INSERT, stops.stream().map(this::stop).toList());
    }

    private Tuple stop(LeaseEvent.StopOrdered stop) {
        return row(
                stop.spec().tenant().value(),
                stop.runner(),
                new Order(
                        ids.next(),
                        stop.spec().session(),
                        stop.epoch(),
                        Order.Kind.STOP_SESSION,
                        Map.of("reason", stop.why().code())),
                STOP_LIFE);
    }

    Uni<UUID> give(
            SqlConnection connection,
            Lease.Held held,
            Order.Kind kind,
            Map<String, String> payload,
            Duration life) {
        var id = ids.next();
        var order = new Order(id, held.session(), held.epoch(), kind, payload);
        return connection
                .preparedQuery(INSERT)
                .execute(row(held.spec().tenant().value(), held.hold().by().runner(), order, life))
                .replaceWith(id);
    }

    private static Tuple row(UUID tenant, RunnerId runner, Order order, Duration life) {
        return Tuple.tuple()
                .addUUID(order.id())
                .addUUID(tenant)
                .addUUID(runner.value())
                .addUUID(order.session().value())
                .addLong(order.epoch())
                .addString(order.kind().name().toLowerCase(Locale.ROOT))
                .addJsonObject(Columns.of(order.payload()))
                .addLong(life.toMillis());
    }

    /** What each runner says it did. */
    Uni<Void> acknowledge(
            SqlConnection connection, Map<RunnerId, List<Exchange.Acknowledged>> acks) {
        return LedgerWriter.batch(
                connection,
                ACKNOWLEDGE,
                acks.entrySet().stream()
                        .flatMap(of -> of.getValue().stream().map(ack -> row(of.getKey(), ack)))
                        .toList());
    }

    private static Tuple row(RunnerId runner, Exchange.Acknowledged ack) {
        return Tuple.of(ack.command(), runner.value(), ack.result());
    }

    /** What each of these runners was told and has not acknowledged; nothing for who is absent. */
    Uni<Map<RunnerId, List<Order>>> open(SqlConnection connection, Collection<RunnerId> runners) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(runners.stream().map(RunnerId::value).toArray(UUID[]::new)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .collect(
                                        Collectors.groupingBy(
                                                row -> new RunnerId(row.getUUID("runner_id")),
                                                Collectors.mapping(
                                                        Commands::order, Collectors.toList()))));
    }

    private static Order order(Row row) {
        return new Order(
                row.getUUID("command_id"),
                new SessionId(row.getUUID("session_id")),
                row.getLong("epoch"),
                Order.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Columns.texts(row, "payload"));
    }
}

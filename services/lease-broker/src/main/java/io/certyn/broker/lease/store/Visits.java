package io.certyn.broker.lease.store;

import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Order;
import io.certyn.broker.lease.Settled;
import io.certyn.broker.lease.Settlement;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.Visitor;
import io.certyn.broker.lease.store.Door.Entrance;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.Rollout;
import io.certyn.ids.SessionId;
import io.certyn.outbox.OutboxPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves visiting runners: everything that one sync carries is one transaction. */
@ApplicationScoped
public class Visits {

    private static final String ASSIGNMENTS =
            "select session_id, document from assignment where session_id = any($1)";

    private final Pool pool;
    private final LedgerWriter writer;
    private final Commands commands;
    private final OutboxPublisher outbox;
    private final Door door;
    private final Terms terms;

    Visits(
            Pool pool,
            LedgerWriter writer,
            Commands commands,
            OutboxPublisher outbox,
            Rollout rollout,
            OldestRelease oldest,
            TenantLimits limits,
            Terms terms) {
        this.pool = pool;
        this.writer = writer;
        this.commands = commands;
        this.outbox = outbox;
        this.door = new Door(rollout, oldest, limits);
        this.terms = terms;
    }

    /** Settles an exchange; what is granted is stored before the runner hears of it. */
    public Uni<Visit> exchange(Visitor visitor, Exchange exchange) {
        return admit(visitor, exchange)
                .invoke(visit -> {
                    if (visit instanceof Visit.Served served && !served.changes().isEmpty()) {
                        outbox.committed();
                    }
                });
    }

    private Uni<Visit> admit(Visitor visitor, Exchange exchange) {
        var claiming = !exchange.wishes().claims().isEmpty();
        return pool.withTransaction(connection ->
                door.enter(connection, visitor, claiming)
                        .chain(entrance ->
                                switch (entrance) {
                                    case Entrance.Nobody _ -> item(new Visit.Unknown());
                                    case Entrance.Older _ -> item(new Visit.Superseded());
                                    case Entrance.Open open -> serve(connection, exchange, open);
                                }));
    }

    /** What a parked runner would be told now; renews and changes nothing. */
    public Uni<Visit> look(Visitor visitor, Exchange.Holdings holdings) {
        return pool.withConnection(connection ->
                door.enter(connection, visitor, false)
                        .chain(entrance ->
                                switch (entrance) {
                                    case Entrance.Nobody _ -> item(new Visit.Unknown());
                                    case Entrance.Older _ -> item(new Visit.Superseded());
                                    case Entrance.Open open -> look(connection, holdings, open);
                                }));
    }

    private Uni<Visit> serve(SqlConnection connection, Exchange exchange, Entrance.Open open) {
        var holder = open.runner().holder();
        return LockedSessions.lock(
                        connection, named(exchange), holder.runner(), telling(exchange), terms)
                .chain(ledger ->
                        room(connection, exchange, open)
                                .chain(entered -> settle(connection, exchange, entered, ledger)));
    }

    private Uni<Entrance.Open> room(
            SqlConnection connection, Exchange exchange, Entrance.Open open) {
        return exchange.wishes().claims().isEmpty()
                ? Uni.createFrom().item(open)
                : door.room(connection, open.runner().tenant()).map(open::withTenantRoom);
    }

    private Uni<Visit> settle(
            SqlConnection connection, Exchange exchange, Entrance.Open open, Ledger ledger) {
        var settled = Settlement.settle(ledger, open.runner(), open.slots(), exchange);
        var runnerId = open.runner().holder().runner();
        return Uni.combine()
                .all()
                .unis(
                        writer.write(connection, ledger),
                        commands.acknowledge(connection, runnerId, exchange.results().acks()),
                        assignments(connection, settled),
                        commands.open(connection, runnerId))
                .with((changes, _, assignments, orders) ->
                        new Visit.Served(
                                open.runner(), open.kind(), settled, assignments, orders, changes));
    }

    private Uni<Visit> look(
            SqlConnection connection, Exchange.Holdings holdings, Entrance.Open open) {
        var holder = open.runner().holder();
        return LeaseRows.heldBy(connection, holder.runner(), terms)
                .map(ledger -> Settlement.look(ledger, holder, holdings))
                .chain(rulings ->
                        commands.open(connection, holder.runner())
                                .map(orders -> seen(open, rulings, orders)));
    }

    private static Visit seen(
            Entrance.Open open, List<Settled.Ruling> rulings, List<Order> orders) {
        return new Visit.Served(
                open.runner(),
                open.kind(),
                new Settled(List.of(), rulings, List.of()),
                Map.of(),
                orders,
                List.of());
    }

    private static Uni<Map<SessionId, String>> assignments(
            SqlConnection connection, Settled settled) {
        var granted =
                settled.claims().stream()
                        .filter(Settled.Claimed.Granted.class::isInstance)
                        .map(Settled.Claimed::session)
                        .toList();
        if (granted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(ASSIGNMENTS)
                .execute(Tuple.of(LockedSessions.ids(granted)))
                .map(rows -> {
                    var documents = new HashMap<SessionId, String>();
                    rows.forEach(row -> documents.put(session(row), row.getString("document")));
                    return documents;
                });
    }

    private static SessionId session(Row row) {
        return new SessionId(row.getUUID("session_id"));
    }

    /** Every session the exchange names. */
    private static Set<SessionId> named(Exchange exchange) {
        var sessions = telling(exchange);
        exchange.holdings().leases().forEach(lease -> sessions.add(lease.session()));
        exchange.wishes().claims().forEach(claim -> sessions.add(claim.session()));
        exchange.wishes().declines().forEach(decline -> sessions.add(decline.session()));
        return sessions;
    }

    private static Set<SessionId> telling(Exchange exchange) {
        var sessions = new HashSet<SessionId>();
        exchange.results().completions().forEach(done -> sessions.add(done.session()));
        exchange.results().happenings().forEach(what -> sessions.add(what.session()));
        return sessions;
    }

    private static Uni<Visit> item(Visit visit) {
        return Uni.createFrom().item(visit);
    }
}

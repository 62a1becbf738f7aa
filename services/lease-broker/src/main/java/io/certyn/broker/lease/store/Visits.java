package io.certyn.broker.lease.store;

import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Order;
import io.certyn.broker.lease.Round;
import io.certyn.broker.lease.Settled;
import io.certyn.broker.lease.Settlement;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.Visitor;
import io.certyn.broker.lease.store.Door.Entrance;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.Rollout;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.outbox.OutboxPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves visiting runners: everything that their syncs carry is one transaction. */
@ApplicationScoped
public class Visits {

    private static final String ASSIGNMENTS =
            "select session_id, document from assignment where session_id = any($1)";

    /**
     * Signs of life, and that a command was heard, need not wait for the disk: they are repeated.
     */
    private static final String UNHURRIED = "set local synchronous_commit = off";

    private final Pool pool;
    private final LedgerWriter writer;
    private final Commands commands;
    private final OutboxPublisher outbox;
    private final TenantLimits limits;
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
        this.limits = limits;
        this.door = new Door(rollout, oldest);
        this.terms = terms;
    }

    /**
     * Settles what runners bring; what is granted is stored before they hear of it.
     *
     * @param group at most one visit of each runner
     */
    public Uni<Round> exchange(List<Visiting> group) {
        return pool.withTransaction(connection ->
                        door.enter(connection, group)
                                .chain(entrances -> serve(connection, group, entrances)))
                .invoke(round -> {
                    if (!round.changes().isEmpty()) {
                        outbox.committed();
                    }
                });
    }

    /** What a parked runner would be told now; renews and changes nothing. */
    public Uni<Visit> look(Visitor visitor, Exchange.Holdings holdings) {
        return pool.withConnection(connection ->
                door.look(connection, visitor)
                        .chain(entrance ->
                                switch (entrance) {
                                    case Entrance.Nobody _ -> item(new Visit.Unknown());
                                    case Entrance.Older _ -> item(new Visit.Superseded());
                                    case Entrance.Open open -> look(connection, holdings, open);
                                }));
    }

    private Uni<Round> serve(
            SqlConnection connection, List<Visiting> group, List<Entrance> entrances) {
        var guests = new Guests(group, entrances);
        return LockedSessions.lock(
                        connection, guests.named(), guests.counted(), guests.telling(), terms)
                .chain(ledger ->
                        TenantRoom.of(connection, limits, guests.claiming())
                                .map(room -> guests.settle(ledger, room))
                                .chain(settled -> keep(connection, guests, ledger, settled)))
                .call(kept -> unhurried(connection, kept))
                .map(kept -> new Round(entrances.stream().map(kept::visit).toList(), kept.changes));
    }

    /** What was settled, with what the database had to add. */
    private record Kept(
            Map<RunnerId, Settled> settled,
            Map<SessionId, String> assignments,
            Map<RunnerId, List<Order>> orders,
            List<Change> changes) {

        Visit visit(Entrance entrance) {
            return switch (entrance) {
                case Entrance.Nobody _ -> new Visit.Unknown();
                case Entrance.Older _ -> new Visit.Superseded();
                case Entrance.Open open -> served(open);
            };
        }

        private Visit served(Entrance.Open open) {
            var runner = open.runner().holder().runner();
            var done = settled.getOrDefault(runner, Settled.NOTHING);
            var documents = new HashMap<SessionId, String>();
            for (var session : done.granted()) {
                var document = assignments.get(session);
                if (document != null) {
                    documents.put(session, document);
                }
            }
            return new Visit.Served(
                    open.runner(),
                    open.kind(),
                    open.wasAway(),
                    done,
                    documents,
                    orders.getOrDefault(runner, List.of()));
        }
    }

    private Uni<Kept> keep(
            SqlConnection connection,
            Guests guests,
            Ledger ledger,
            Map<RunnerId, Settled> settled) {
        return Uni.combine()
                .all()
                .unis(
                        writer.write(connection, ledger),
                        commands.acknowledge(connection, guests.acks()),
                        assignments(connection, settled.values()),
                        commands.open(connection, guests.runners()))
                .with((changes, _, assignments, orders) ->
                        new Kept(settled, assignments, orders, changes));
    }

    private static Uni<Void> unhurried(SqlConnection connection, Kept kept) {
        return kept.changes().isEmpty()
                ? connection.query(UNHURRIED).execute().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Visit> look(
            SqlConnection connection, Exchange.Holdings holdings, Entrance.Open open) {
        var holder = open.runner().holder();
        return LeaseRows.heldBy(connection, holder.runner(), terms)
                .map(ledger -> Settlement.look(ledger, holder, holdings))
                .map(rulings -> new Settled(List.of(), rulings, List.of(), Set.of()))
                .chain(seen ->
                        commands.open(connection, Set.of(holder.runner()))
                                .map(orders ->
                                        new Kept(
                                                        Map.of(holder.runner(), seen),
                                                        Map.of(),
                                                        orders,
                                                        List.of())
                                                .served(open)));
    }

    private static Uni<Map<SessionId, String>> assignments(
            SqlConnection connection, Collection<Settled> settled) {
        var granted = settled.stream().flatMap(one -> one.granted().stream()).toList();
        if (granted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(ASSIGNMENTS)
                .execute(Tuple.of(LockedSessions.ids(granted)))
                .map(rows -> {
                    var documents = new HashMap<SessionId, String>();
                    rows.forEach(row ->
                            documents.put(
                                    new SessionId(row.getUUID("session_id")),
                                    row.getString("document")));
                    return documents;
                });
    }

    private static Uni<Visit> item(Visit visit) {
        return Uni.createFrom().item(visit);
    }
}

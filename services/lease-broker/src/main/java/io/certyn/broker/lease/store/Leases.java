package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Ending;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.LeaseCommand;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Order;
import io.certyn.broker.lease.Spec;
import io.certyn.broker.lease.Terms;
import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.outbox.Inbox;
import io.certyn.outbox.OutboxPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps sessions. A change, and the facts that follow from it, are stored together or not at all.
 */
@ApplicationScoped
public class Leases {

    private static final String CONSUMER = "session-requests";

    private static final String ASSIGN =
            "insert into assignment (session_id, tenant_id, document) values ($1, $2, $3)"
                    + " on conflict do nothing";

    /** One statement sees one moment, in which a session is in one of these wherever it moves. */
    private static final String ABSENT =
            """
            select s.id from unnest($1::uuid[]) as s (id)
            where not exists (select from session_queue where session_id = s.id)
                and not exists (select from lease where session_id = s.id)
                and not exists (select from lease_history where session_id = s.id and finished)
            """;

    private static final String POOLS =
            "select pool_id, tenant_id from pool where pool_id = any($1)";

    private static final String HELD = "select * from lease where session_id = $1";

    private final Pool pool;
    private final LedgerWriter writer;
    private final Commands commands;
    private final Inbox inbox;
    private final OutboxPublisher outbox;
    private final Terms terms;

    Leases(
            Pool pool,
            LedgerWriter writer,
            Commands commands,
            Inbox inbox,
            OutboxPublisher outbox,
            Terms terms) {
        this.pool = pool;
        this.writer = writer;
        this.commands = commands;
        this.inbox = inbox;
        this.outbox = outbox;
        this.terms = terms;
    }

    /** A session that somebody wants, and what its runner is to be given. */
    public record Request(UUID event, Lease.Queued queued, String assignment) {

        SessionId session() {
            return queued.session();
        }

        Spec spec() {
            return queued.spec();
        }
    }

    /**
     * Queues requested sessions with their assignments, or ends those whose tenant has no such
     * pool; a repeated or second request does nothing. Says of each whether it waits now and did
     * not before.
     *
     * @param group at most one request of a session
     */
    public Uni<List<Boolean>> request(List<Request> group) {
        return pool.withTransaction(connection ->
                        fresh(connection, group)
                                .chain(fresh -> enqueue(connection, fresh))
                                .map(waiting -> group.stream().map(waiting::contains).toList()))
                // One that waits has nothing to tell yet.
                .invoke(waits -> tell(waits.contains(false)));
    }

    private Uni<List<Request>> fresh(SqlConnection connection, List<Request> group) {
        var arrivals =
                group.stream()
                        .map(one -> new Inbox.Arrival(one.spec().tenant(), one.event()))
                        .toList();
        return Uni.combine()
                .all()
                .unis(
                        inbox.firsts(connection, CONSUMER, arrivals),
                        connection
                                .preparedQuery(ABSENT)
                                .execute(Tuple.of(ids(group)))
                                .map(rows -> Columns.all(rows, row -> row.getUUID("id"))))
                .with((firsts, absent) ->
                        group.stream()
                                .filter(one ->
                                        firsts.contains(one.event())
                                                && absent.contains(one.session().value()))
                                .toList());
    }

    /** Those that wait now. */
    private Uni<List<Request>> enqueue(SqlConnection connection, List<Request> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.combine()
                .all()
                .unis(
                        LedgerWriter.batch(
                                connection,
                                LeaseRows.INSERT_QUEUE,
                                fresh.stream().map(one -> LeaseRows.insert(one.queued())).toList()),
                        LedgerWriter.batch(
                                connection,
                                ASSIGN,
                                fresh.stream().map(Leases::assignment).toList()),
                        connection
                                .preparedQuery(POOLS)
                                .execute(
                                        Tuple.of(
                                                fresh.stream()
                                                        .map(one -> one.spec().pool().value())
                                                        .toArray(UUID[]::new)))
                                .map(rows -> Columns.all(rows, Leases::owner)))
                .with((_, _, owners) -> homeless(fresh, owners))
                .call(homeless -> refuse(connection, homeless))
                .map(homeless -> fresh.stream().filter(one -> !homeless.contains(one)).toList());
    }

    private record Owner(PoolId pool, TenantId tenant) {}

    private static Owner owner(Row row) {
        return new Owner(
                new PoolId(row.getUUID("pool_id")), new TenantId(row.getUUID("tenant_id")));
    }

    private static List<Request> homeless(List<Request> fresh, List<Owner> owners) {
        return fresh.stream()
                .filter(one -> !owners.contains(new Owner(one.spec().pool(), one.spec().tenant())))
                .toList();
    }

    private static Tuple assignment(Request request) {
        return Tuple.of(
                request.session().value(), request.spec().tenant().value(), request.assignment());
    }

    private Uni<Void> refuse(SqlConnection connection, List<Request> homeless) {
        var sessions = homeless.stream().map(Request::session).collect(Collectors.toSet());
        return sessions.isEmpty()
                ? Uni.createFrom().voidItem()
                : apply(connection, sessions, new LeaseCommand.Refuse(Ending.POOL_UNKNOWN))
                        .replaceWithVoid();
    }

    /** Cancels a session wherever it is; a repeated event does nothing. */
    public Uni<List<Change>> cancel(UUID event, TenantId tenant, SessionId session) {
        return told(connection ->
                inbox.first(connection, CONSUMER, tenant, event)
                        .chain(first ->
                                first
                                        ? apply(
                                                connection,
                                                Set.of(session),
                                                new LeaseCommand.Cancel())
                                        : Uni.createFrom().item(List.of())));
    }

    /** Ends what is overdue among these; what was renewed meanwhile stays. */
    public Uni<List<Change>> expire(Collection<SessionId> sessions) {
        return told(
                connection -> apply(connection, Set.copyOf(sessions), new LeaseCommand.Expire()));
    }

    /** Has their holders stop these, so that others may run them. */
    public Uni<List<Change>> drain(Collection<SessionId> sessions) {
        return told(
                connection -> apply(connection, Set.copyOf(sessions), new LeaseCommand.Drain()));
    }

    /** A transaction whose changes others hear of once it is committed. */
    private Uni<List<Change>> told(Function<SqlConnection, Uni<List<Change>>> work) {
        return pool.withTransaction(work).invoke(changes -> tell(!changes.isEmpty()));
    }

    private void tell(boolean anything) {
        if (anything) {
            outbox.committed();
        }
    }

    private Uni<List<Change>> apply(
            SqlConnection connection, Set<SessionId> sessions, LeaseCommand command) {
        return LockedSessions.lock(connection, sessions, Set.of(), Set.of(), terms)
                .invoke(ledger -> sessions.forEach(session -> ledger.apply(session, command)))
                .chain(ledger -> writer.write(connection, ledger));
    }

    /** The live lease of a session. */
    public Uni<Optional<Lease.Held>> find(SessionId session) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(session.value()))
                .map(rows -> Columns.first(rows, LeaseRows::held));
    }

    /** Tells the holder of a session to do something; empty if nobody holds it. */
    public Uni<Optional<Ordered>> order(
            SessionId session, Order.Kind kind, Map<String, String> payload, Duration life) {
        return pool.withTransaction(connection ->
                LockedSessions.lock(connection, Set.of(session), Set.of(), Set.of(), terms)
                        .map(ledger -> held(ledger, session))
                        .chain(held -> order(connection, held, kind, payload, life)));
    }

    /** A command that was given, and to whose lease. */
    public record Ordered(UUID command, Lease.Held lease) {}

    private Uni<Optional<Ordered>> order(
            SqlConnection connection,
            Optional<Lease.Held> held,
            Order.Kind kind,
            Map<String, String> payload,
            Duration life) {
        if (held.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var lease = held.get();
        return commands.give(connection, lease, kind, payload, life)
                .map(id -> Optional.of(new Ordered(id, lease)));
    }

    private static Optional<Lease.Held> held(Ledger ledger, SessionId session) {
        return ledger.find(session)
                .filter(Lease.Held.class::isInstance)
                .map(Lease.Held.class::cast);
    }

    private static UUID[] ids(List<Request> group) {
        return group.stream().map(one -> one.session().value()).toArray(UUID[]::new);
    }
}

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
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.outbox.Inbox;
import io.certyn.outbox.OutboxPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
            select not exists (select from session_queue where session_id = $1)
                and not exists (select from lease where session_id = $1)
                and not exists (select from lease_history where session_id = $1 and finished)
                as absent
            """;

    private static final String OWN_POOL =
            "select 1 from pool where pool_id = $1 and tenant_id = $2";

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

    /**
     * Queues a requested session with its assignment, or ends it where its tenant has no such pool;
     * a repeated or second request does nothing. Says whether it waits now and did not before.
     */
    public Uni<Boolean> request(UUID event, Lease.Queued queued, String assignment) {
        return pool.withTransaction(connection ->
                        isNew(connection, event, queued.spec())
                                .chain(fresh ->
                                        fresh ? enqueue(connection, queued, assignment) : no()))
                // One that waits has nothing to tell yet.
                .invoke(waits -> tell(!waits));
    }

    private Uni<Boolean> isNew(SqlConnection connection, UUID event, Spec spec) {
        return Uni.combine()
                .all()
                .unis(
                        inbox.first(connection, CONSUMER, spec.tenant(), event),
                        connection
                                .preparedQuery(ABSENT)
                                .execute(Tuple.of(spec.session().value()))
                                .map(rows -> rows.iterator().next().getBoolean("absent")))
                .with(Boolean::logicalAnd);
    }

    private Uni<Boolean> enqueue(SqlConnection connection, Lease.Queued queued, String assignment) {
        var spec = queued.spec();
        return Uni.combine()
                .all()
                .unis(
                        connection
                                .preparedQuery(LeaseRows.INSERT_QUEUE)
                                .execute(LeaseRows.insert(queued)),
                        connection
                                .preparedQuery(ASSIGN)
                                .execute(
                                        Tuple.of(
                                                spec.session().value(),
                                                spec.tenant().value(),
                                                assignment)),
                        connection
                                .preparedQuery(OWN_POOL)
                                .execute(Tuple.of(spec.pool().value(), spec.tenant().value())))
                .with((_, _, own) -> own.size() > 0)
                .chain(own -> own ? Uni.createFrom().item(true) : refuse(connection, spec));
    }

    private Uni<Boolean> refuse(SqlConnection connection, Spec spec) {
        return apply(
                        connection,
                        Set.of(spec.session()),
                        new LeaseCommand.Refuse(Ending.POOL_UNKNOWN))
                .replaceWith(false);
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

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}

package io.certyn.broker.lease.store;

import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.LeaseEvent;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Spec;
import io.certyn.broker.lease.events.LeaseFacts;
import io.certyn.outbox.OutboxWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes what changed in a ledger, with its facts, within the transaction that locked it. */
@ApplicationScoped
class LedgerWriter {

    private static final String LEAVE_QUEUE =
            "delete from session_queue where session_id = any($1)";
    private static final String LEAVE_LEASE = "delete from lease where session_id = any($1)";
    private static final String FORGET_ASSIGNMENT =
            "delete from assignment where session_id = any($1)";
    private static final String FORGET_REPORTS =
            "delete from report_seq where session_id = any($1)";

    /** What was meant for a lease that ended is of no use to the next one. */
    private static final String END_COMMANDS =
            "update command set acked_at = clock_timestamp(), result = 'OVER'"
                    + " where session_id = any($1) and acked_at is null";

    private static final String HEARD =
            """
            insert into report_seq (session_id, epoch, tenant_id, last_seq) values ($1, $2, $3, $4)
            on conflict (session_id, epoch) do update set last_seq = excluded.last_seq
            """;

    private final OutboxWriter outbox;
    private final LeaseFacts facts;
    private final Commands commands;

    LedgerWriter(OutboxWriter outbox, LeaseFacts facts, Commands commands) {
        this.outbox = outbox;
        this.facts = facts;
        this.commands = commands;
    }

    /**
     * None of these statements needs what another answers: they are sent at once and run in this
     * order, so that rows stay locked for one way to the database and back instead of ten.
     */
    Uni<List<Change>> write(SqlConnection connection, Ledger ledger) {
        var changes = ledger.changes();
        if (changes.isEmpty()) {
            return Uni.createFrom().item(changes);
        }
        var statements = new ArrayList<Uni<Void>>();
        statements.addAll(leave(connection, changes));
        statements.addAll(enter(connection, changes));
        statements.add(HistoryRows.write(connection, ledger, changes));
        statements.addAll(tell(connection, ledger, changes));
        return Uni.combine().all().unis(statements).discardItems().replaceWith(changes);
    }

    private static List<Uni<Void>> leave(SqlConnection connection, List<Change> changes) {
        var queued = sessions(changes, change -> change.before() instanceof Lease.Queued);
        var held = sessions(changes, LedgerWriter::endsLease);
        var over = sessions(changes, change -> change.after() instanceof Lease.Finished);
        return List.of(
                forEach(connection, LEAVE_QUEUE, queued),
                forEach(connection, LEAVE_LEASE, held),
                forEach(connection, END_COMMANDS, held),
                forEach(connection, FORGET_ASSIGNMENT, over));
    }

    private static List<Uni<Void>> enter(SqlConnection connection, List<Change> changes) {
        var queued = afters(changes, Lease.Queued.class).map(LeaseRows::insert).toList();
        var updated =
                changes.stream().filter(change -> change.before() instanceof Lease.Held).toList();
        var leased =
                changes.stream().filter(change -> change.before() instanceof Lease.Queued).toList();
        return List.of(
                batch(connection, LeaseRows.INSERT_QUEUE, queued),
                batch(
                        connection,
                        LeaseRows.INSERT_LEASE,
                        afters(leased, Lease.Held.class).map(LeaseRows::insert).toList()),
                batch(
                        connection,
                        LeaseRows.UPDATE_LEASE,
                        afters(updated, Lease.Held.class).map(LeaseRows::update).toList()));
    }

    private List<Uni<Void>> tell(SqlConnection connection, Ledger ledger, List<Change> changes) {
        var events = changes.stream().flatMap(change -> change.events().stream()).toList();
        var messages = events.stream().flatMap(event -> facts.of(event, ledger.now())).toList();
        return List.of(
                commands.orderStops(connection, stops(events)),
                batch(connection, HEARD, heard(events)),
                forEach(connection, FORGET_REPORTS, ended(changes)),
                outbox.write(connection, messages));
    }

    private static List<Tuple> heard(List<LeaseEvent> events) {
        return events.stream()
                .filter(LeaseEvent.Happened.class::isInstance)
                .map(LeaseEvent.Happened.class::cast)
                .map(what ->
                        Tuple.of(
                                what.spec().session().value(),
                                what.epoch(),
                                what.spec().tenant().value(),
                                what.number()))
                .toList();
    }

    private static List<LeaseEvent.StopOrdered> stops(List<LeaseEvent> events) {
        return events.stream()
                .filter(LeaseEvent.StopOrdered.class::isInstance)
                .map(LeaseEvent.StopOrdered.class::cast)
                .toList();
    }

    static Spec spec(Change change) {
        return switch (change.before()) {
            case Lease.Queued queued -> queued.spec();
            case Lease.Held held -> held.spec();
            case Lease.Finished over ->
                    throw new IllegalStateException("what is over changed: " + over.session());
        };
    }

    private static UUID[] ended(List<Change> changes) {
        return sessions(changes, LedgerWriter::endsLease);
    }

    static boolean endsLease(Change change) {
        return change.before() instanceof Lease.Held && !(change.after() instanceof Lease.Held);
    }

    private static UUID[] sessions(List<Change> changes, Predicate<Change> which) {
        return changes.stream()
                .filter(which)
                .map(change -> change.after().session().value())
                .toArray(UUID[]::new);
    }

    private static <T extends Lease> Stream<T> afters(List<Change> changes, Class<T> type) {
        return changes.stream().map(Change::after).filter(type::isInstance).map(type::cast);
    }

    private static Uni<Void> forEach(SqlConnection connection, String sql, UUID[] sessions) {
        return sessions.length == 0
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).execute(Tuple.of(sessions)).replaceWithVoid();
    }

    static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }
}

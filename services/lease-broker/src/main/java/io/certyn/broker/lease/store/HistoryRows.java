package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.LeaseEvent;
import io.certyn.broker.lease.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers every epoch that ended: who held it, how it ended, and which report was accepted. */
final class HistoryRows {

    /** A session that is queued again and then ends there has its last epoch in history already. */
    private static final String UPSERT =
            """
            insert into lease_history (session_id, epoch, tenant_id, run_id, pool_id, runner_id,
                finished, outcome, reason, result_hash, attempts, ended_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (session_id, epoch) do update set
                finished = excluded.finished, outcome = excluded.outcome, reason = excluded.reason,
                attempts = excluded.attempts, ended_at = excluded.ended_at
            """;

    private HistoryRows() {}

    static Uni<Void> write(SqlConnection connection, Ledger ledger, List<Change> changes) {
        var rows = changes.stream().flatMap(change -> row(ledger, change).stream()).toList();
        return LedgerWriter.batch(connection, UPSERT, rows);
    }

    private static Optional<Tuple> row(Ledger ledger, Change change) {
        return change.events().stream()
                .flatMap(event -> ending(event).stream())
                .reduce((_, last) -> last)
                .map(how -> row(ledger, change, how));
    }

    private record How(boolean finished, String outcome, @Nullable String reason, int attempts) {}

    private static Optional<How> ending(LeaseEvent event) {
        return switch (event) {
            case LeaseEvent.Requeued requeued ->
                    Optional.of(new How(false, "requeued", requeued.reason(), requeued.attempt()));
            case LeaseEvent.Finished finished -> {
                var outcome = finished.ending().outcome();
                yield Optional.of(
                        new How(
                                true,
                                outcome == null
                                        ? "reported"
                                        : outcome.name().toLowerCase(Locale.ROOT),
                                finished.ending().reason(),
                                finished.attempts()));
            }
            case LeaseEvent.Leased _,
                    LeaseEvent.Starting _,
                    LeaseEvent.Running _,
                    LeaseEvent.StopOrdered _,
                    LeaseEvent.Happened _ ->
                    Optional.empty();
        };
    }

    private static Tuple row(Ledger ledger, Change change, How how) {
        var spec = LedgerWriter.spec(change);
        var runner =
                change.before() instanceof Lease.Held held
                        ? held.hold().by().runner().value()
                        : null;
        return Tuple.tuple()
                .addUUID(spec.session().value())
                .addLong(change.after().epoch())
                .addUUID(spec.tenant().value())
                .addUUID(spec.run().value())
                .addUUID(spec.pool().value())
                .addUUID(runner)
                .addBoolean(how.finished())
                .addString(how.outcome())
                .addString(how.reason())
                .addString(ledger.reportAcceptedNow(spec.session()))
                .addInteger(how.attempts())
                .addOffsetDateTime(Columns.of(ledger.now()));
    }
}

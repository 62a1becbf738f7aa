package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Rules;
import io.certyn.broker.lease.Terms;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Locks the rows of sessions, in the order of their ids, and reads the database's clock afterwards.
 * A session that moves from lease to queue while we look is found by looking at the queue twice.
 */
final class LockedSessions {

    private static final String QUEUED =
            "select * from session_queue where session_id = any($1) order by session_id for update";

    private static final String HELD =
            "select * from lease where session_id = any($1) or runner_id = any($2)"
                    + " order by session_id for update";

    private static final String OVER =
            "select session_id, epoch, attempts, finished, result_hash from lease_history"
                    + " where session_id = any($1)";

    private static final String HEARD =
            "select session_id, epoch, last_seq from report_seq where session_id = any($1)";

    private static final String NOW = "select clock_timestamp() as now";

    private final SqlConnection connection;
    private final Set<SessionId> wanted;
    private final Set<RunnerId> runners;
    private final Map<SessionId, Lease> found = new HashMap<>();
    private final Map<Ledger.Attempt, String> reports = new HashMap<>();
    private final Map<Ledger.Attempt, Long> heard = new HashMap<>();

    private LockedSessions(SqlConnection connection, Set<SessionId> wanted, Set<RunnerId> runners) {
        this.connection = connection;
        this.wanted = wanted;
        this.runners = runners;
    }

    /**
     * @param runners all leases of these are locked too
     * @param telling sessions that something is told of, so that it matters what was told before
     */
    static Uni<Ledger> lock(
            SqlConnection connection,
            Set<SessionId> sessions,
            Set<RunnerId> runners,
            Set<SessionId> telling,
            Terms terms) {
        var locked = new LockedSessions(connection, sessions, runners);
        return locked.look(sessions, telling)
                .chain(now ->
                        locked.missing().isEmpty()
                                ? Uni.createFrom().item(now)
                                : locked.lookAgain())
                .map(now -> locked.ledger(now, terms));
    }

    /** Sent at once, and run in this order: the clock is read once all is locked. */
    private Uni<Instant> look(Set<SessionId> sessions, Set<SessionId> telling) {
        return Uni.combine()
                .all()
                .unis(queued(sessions), held(sessions), recorded(telling), now(connection))
                .with((_, _, _, now) -> now);
    }

    /** What moved from lease to queue meanwhile, or is over. */
    private Uni<Instant> lookAgain() {
        var missing = missing();
        return Uni.combine()
                .all()
                .unis(queued(missing), recorded(missing), now(connection))
                .with((_, _, now) -> now);
    }

    private Uni<Void> queued(Set<SessionId> sessions) {
        return sessions.isEmpty()
                ? Uni.createFrom().voidItem()
                : select(QUEUED, Tuple.of(ids(sessions)), LeaseRows::queued);
    }

    private Uni<Void> held(Set<SessionId> sessions) {
        var holders = runners.stream().map(RunnerId::value).toArray(UUID[]::new);
        return sessions.isEmpty() && holders.length == 0
                ? Uni.createFrom().voidItem()
                : select(HELD, Tuple.of(ids(sessions), holders), LeaseRows::held);
    }

    private Uni<Void> recorded(Set<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(ids(sessions));
        return Uni.combine()
                .all()
                .unis(
                        connection
                                .preparedQuery(OVER)
                                .execute(parameters)
                                .invoke(rows -> rows.forEach(this::remember)),
                        connection
                                .preparedQuery(HEARD)
                                .execute(parameters)
                                .invoke(rows -> rows.forEach(this::rememberHeard)))
                .discardItems();
    }

    private void rememberHeard(Row row) {
        heard.put(
                new Ledger.Attempt(new SessionId(row.getUUID("session_id")), row.getLong("epoch")),
                row.getLong("last_seq"));
    }

    private void remember(Row row) {
        var over = LeaseRows.finished(row);
        if (row.getBoolean("finished")) {
            found.putIfAbsent(over.session(), over);
        }
        var hash = row.getString("result_hash");
        if (hash != null) {
            reports.put(new Ledger.Attempt(over.session(), over.epoch()), hash);
        }
    }

    static Uni<Instant> now(SqlConnection connection) {
        return connection
                .preparedQuery(NOW)
                .execute()
                .map(rows -> Columns.instant(rows.iterator().next(), "now"));
    }

    private Ledger ledger(Instant now, Terms terms) {
        Rules rules = Lease::decide;
        return new Ledger(found.values(), new Ledger.Recorded(reports, heard), now, terms, rules);
    }

    private Uni<Void> select(String sql, Tuple parameters, Function<Row, Lease> mapping) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Columns.all(rows, mapping))
                .invoke(leases -> leases.forEach(lease -> found.put(lease.session(), lease)))
                .replaceWithVoid();
    }

    private Set<SessionId> missing() {
        return wanted.stream()
                .filter(session -> !found.containsKey(session))
                .collect(Collectors.toSet());
    }

    static UUID[] ids(Collection<SessionId> sessions) {
        return sessions.stream().map(SessionId::value).toArray(UUID[]::new);
    }
}

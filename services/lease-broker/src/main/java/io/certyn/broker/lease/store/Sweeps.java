package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.SweepGuard;
import io.certyn.broker.lease.Terms;
import io.certyn.ids.SessionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the sweeper needs to know, and remembers of itself. */
@ApplicationScoped
public class Sweeps {

    private static final String GUARD =
            """
            select *, clock_timestamp() as now, pg_postmaster_start_time()::text as server,
                (select max(ttl_ms) from lease) as longest_ttl
            from sweep_guard for update
            """;

    private static final String BEAT =
            "update sweep_guard set last_beat = $1, primary_id = $2, no_expiry_before = $3";

    private static final String EXPIRED =
            "select session_id from lease where expires_at < clock_timestamp()"
                    + " order by session_id limit 500";

    /**
     * What was to be over by now, since its runner or the runner's pool drains. Here and below with
     * a clock that stands still for the statement, or the index would be of no use.
     */
    private static final String DRAINED =
            """
            select session_id from lease
            where desired = 'run' and state <> 'finishing' and runner_id in (
                select runner_id from runner where drain_until < statement_timestamp()
                union all
                select r.runner_id from pool p join runner r on r.pool_id = p.pool_id
                where p.drain_until < statement_timestamp())
            order by session_id limit 500
            """;

    private static final String WAITED_OUT =
            "select session_id from session_queue where queue_deadline < statement_timestamp()"
                    + " order by session_id limit 500";

    private static final String FORGET =
            """
            with commands as (delete from command
                    where acked_at < clock_timestamp() - interval '1 day'
                        or expires_at < clock_timestamp() - interval '1 day'),
                tokens as (delete from registration_token
                    where expires_at < clock_timestamp() - interval '1 day'),
                histories as (delete from lease_history
                    where ended_at < clock_timestamp() - interval '30 days')
            delete from inbox where received_at < clock_timestamp() - interval '14 days'
            """;

    private final Pool pool;
    private final Terms terms;

    Sweeps(Pool pool, Terms terms) {
        this.pool = pool;
        this.terms = terms;
    }

    /**
     * Marks that the sweeper is alive and says whether leases may be ended now.
     *
     * @param sinceLast asked once the database has told its time, so that a wait for it is in both
     */
    public Uni<Boolean> beat(Supplier<@Nullable Duration> sinceLast) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(GUARD)
                        .execute()
                        .map(rows -> rows.iterator().next())
                        .chain(row -> beat(connection, row, sinceLast.get())));
    }

    private Uni<Boolean> beat(SqlConnection connection, Row row, @Nullable Duration sinceLast) {
        var now = Columns.instant(row, "now");
        var next = guard(row).beat(now, row.getString("server"), sinceLast, longestTtl(row));
        return connection
                .preparedQuery(BEAT)
                .execute(
                        Tuple.of(Columns.of(now), next.server(), Columns.of(next.noExpiryBefore())))
                .map(_ -> next.mayExpire(now));
    }

    private static SweepGuard guard(Row row) {
        return new SweepGuard(
                Columns.instantOrNull(row, "last_beat"),
                row.getString("primary_id"),
                Columns.instant(row, "no_expiry_before"));
    }

    private Duration longestTtl(Row row) {
        var longest = row.getLong("longest_ttl");
        return longest == null || longest < terms.ttl().toMillis()
                ? terms.ttl()
                : Duration.ofMillis(longest);
    }

    /** Held sessions whose time is up, so far as a look without locks tells. */
    public Uni<List<SessionId>> expired() {
        return sessions(EXPIRED);
    }

    /** Held sessions that drain their runner longer than they may. */
    public Uni<List<SessionId>> drained() {
        return sessions(DRAINED);
    }

    /** Queued sessions that nobody waits for any more. */
    public Uni<List<SessionId>> waitedOut() {
        return sessions(WAITED_OUT);
    }

    /** Deletes what is only history: older than any repetition or look back. */
    public Uni<Void> forget() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private Uni<List<SessionId>> sessions(String sql) {
        return pool.preparedQuery(sql)
                .execute()
                .map(rows -> Columns.all(rows, row -> new SessionId(row.getUUID("session_id"))));
    }
}

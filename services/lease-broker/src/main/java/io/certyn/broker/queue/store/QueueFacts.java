package io.certyn.broker.queue.store;

import io.certyn.broker.Columns;
import io.certyn.broker.placement.Waiting;
import io.certyn.broker.queue.Explainer;
import io.certyn.broker.queue.Fleet;
import io.certyn.broker.queue.Place;
import io.certyn.broker.runner.Presence;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one waiting session and all that stands between it and a runner; never a pool or a runner
 * of another tenant, whatever the session names.
 */
@ApplicationScoped
public class QueueFacts {

    /** A session that was lost waits since it was, not since it was first asked for. */
    private static final String SESSION =
            """
            select q.*, p.name as pool_name, p.state as pool_state, clock_timestamp() as now,
                coalesce((select max(h.ended_at) from lease_history h
                    where h.session_id = q.session_id), q.enqueued_at) as waiting_since,
                u.running, u.cap
            from session_queue q
            join pool p on p.pool_id = q.pool_id and p.tenant_id = q.tenant_id
            left join tenant_usage u on u.tenant_id = q.tenant_id
            where q.tenant_id = $1 and ($2::uuid is null or q.session_id = $2)
                and ($3::uuid is null or q.run_id = $3)
            order by q.enqueued_at, q.session_id limit 1
            """;

    private static final String MEMBERS =
            """
            select r.*, h.last_seen, h.due_at, clock_timestamp() as now,
                (select count(*) from lease l where l.runner_id = r.runner_id
                    and l.state <> 'finishing') as busy
            from runner r join runner_heartbeat h on h.runner_id = r.runner_id
            where r.pool_id = $1 and r.tenant_id = $2 order by r.runner_id
            """;

    /** Counts stop where nobody cares any more; the index holds the pool's queue in this order. */
    private static final String PLACE =
            """
            select
                (select count(*) from (select 1 from session_queue q where q.pool_id = $1
                    and (q.priority > $2 or (q.priority = $2
                        and (q.enqueued_at, q.session_id) < ($3, $4)))
                    limit $7) as a) as ahead,
                (select count(*) from (select 1 from session_queue q where q.pool_id = $1
                    and q.priority > $2 limit $7) as b) as higher,
                (select count(*) from (select 1 from session_queue q where q.pool_id = $1
                    and q.priority = $2 and q.tenant_id = $5
                    and (q.enqueued_at, q.session_id) < ($3, $4) limit $7) as c) as own,
                (select count(*) from lease l where l.pool_id = $1
                    and l.leased_at > clock_timestamp() - $6 * interval '1 millisecond')
                + (select count(*) from lease_history h where h.pool_id = $1
                    and h.ended_at > clock_timestamp() - $6 * interval '1 millisecond'
                    and h.leased_at > clock_timestamp() - $6 * interval '1 millisecond') as started
            """;

    private static final int MOST_COUNTED = 100_000;

    private final Pool pool;

    QueueFacts(Pool pool) {
        this.pool = pool;
    }

    /** A waiting session with everything around it. */
    public record Found(Waiting session, RunId run, Fleet fleet, Place place, Instant now) {}

    public Uni<Optional<Found>> ofSession(TenantId tenant, SessionId session) {
        return find(tenant, session.value(), null);
    }

    /** Of the run's session that waits longest. */
    public Uni<Optional<Found>> ofRun(TenantId tenant, RunId run) {
        return find(tenant, null, run.value());
    }

    private Uni<Optional<Found>> find(TenantId tenant, @Nullable UUID session, @Nullable UUID run) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(SESSION)
                        .execute(Tuple.of(tenant.value(), session, run))
                        .map(rows -> Columns.first(rows, row -> row))
                        .chain(row ->
                                row.isEmpty()
                                        ? Uni.createFrom().item(Optional.<Found>empty())
                                        : around(connection, row.get()).map(Optional::of)));
    }

    private static Uni<Found> around(SqlConnection connection, Row row) {
        return connection
                .preparedQuery(MEMBERS)
                .execute(Tuple.of(row.getUUID("pool_id"), row.getUUID("tenant_id")))
                .map(rows -> fleet(row, Columns.all(rows, QueueFacts::member)))
                .chain(fleet ->
                        connection
                                .preparedQuery(PLACE)
                                .execute(standing(row))
                                .map(rows -> Columns.first(rows, QueueFacts::place).orElseThrow())
                                .map(place ->
                                        new Found(
                                                waiting(row),
                                                new RunId(row.getUUID("run_id")),
                                                fleet,
                                                place,
                                                Columns.instant(row, "now"))));
    }

    private static Tuple standing(Row row) {
        return Tuple.tuple()
                .addUUID(row.getUUID("pool_id"))
                .addInteger(row.getInteger("priority"))
                .addOffsetDateTime(row.getOffsetDateTime("enqueued_at"))
                .addUUID(row.getUUID("session_id"))
                .addUUID(row.getUUID("tenant_id"))
                .addLong(Explainer.LATELY.toMillis())
                .addInteger(MOST_COUNTED);
    }

    private static Place place(Row row) {
        return new Place(
                row.getLong("own") + 1,
                row.getLong("ahead"),
                row.getLong("higher"),
                row.getLong("started"));
    }

    private static Fleet fleet(Row row, List<Fleet.Member> members) {
        var running = row.getInteger("running");
        return new Fleet(
                row.getString("pool_name"),
                row.getString("pool_state").equals("active"),
                members,
                new Fleet.Usage(
                        running == null ? 0 : running, Optional.ofNullable(row.getInteger("cap"))));
    }

    private static Fleet.Member member(Row row) {
        var lastSeen = Columns.instantOrNull(row, "last_seen");
        return new Fleet.Member(
                row.getString("name"),
                Columns.texts(row, "labels"),
                Presence.of(
                        lastSeen != null,
                        Columns.instant(row, "due_at"),
                        row.getString("desired").equals("draining")
                                || !row.getBoolean("pool_active"),
                        Columns.instant(row, "now")),
                row.getInteger("slots"),
                row.getLong("busy").intValue(),
                Optional.ofNullable(lastSeen));
    }

    private static Waiting waiting(Row row) {
        var avoid = row.getUUID("avoid_runner");
        return new Waiting(
                new SessionId(row.getUUID("session_id")),
                new PoolId(row.getUUID("pool_id")),
                row.getLong("epoch"),
                row.getInteger("priority"),
                Columns.instant(row, "waiting_since"),
                Columns.texts(row, "labels"),
                row.getString("image"),
                avoid == null ? null : new RunnerId(avoid));
    }
}

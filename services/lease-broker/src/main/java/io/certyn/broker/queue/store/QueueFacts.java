package io.certyn.broker.queue.store;

import io.certyn.broker.Columns;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.placement.Waiting;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.queue.Candidate;
import io.certyn.broker.queue.Explainer;
import io.certyn.broker.queue.Fleet;
import io.certyn.broker.queue.Place;
import io.certyn.broker.runner.Runner;
import io.certyn.broker.runner.store.Runners;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads one waiting session and all that stands between it and a runner; never a pool or a runner
 * of another tenant, whatever the session names.
 */
@ApplicationScoped
public class QueueFacts {

    /** A session that was lost waits since it was, not since it was first asked for. */
    private static final String WAITING =
            """
            select q.*, p.name as pool_name, p.state as pool_state, p.kind, clock_timestamp() as now,
                coalesce((select max(h.ended_at) from lease_history h
                    where h.session_id = q.session_id), q.enqueued_at) as waiting_since,
                (select count(*) from lease l where l.tenant_id = q.tenant_id) as running
            from session_queue q
            join pool p on p.pool_id = q.pool_id and p.tenant_id = q.tenant_id
            where q.tenant_id = $1
            """;

    private static final String OF_SESSION = WAITING + " and q.session_id = $2";

    private static final String OF_RUN =
            WAITING + " and q.run_id = $2 order by q.enqueued_at, q.session_id limit 1";

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

    private static final int MOST_COUNTED = 10_000;

    /** As many as a pool may have unless its limit was raised; the others are not looked at. */
    private static final int MOST_RUNNERS = 1_000;

    private final Pool pool;
    private final Runners runners;
    private final Rollout rollout;
    private final OldestRelease oldest;
    private final TenantLimits limits;

    QueueFacts(
            Pool pool,
            Runners runners,
            Rollout rollout,
            OldestRelease oldest,
            TenantLimits limits) {
        this.pool = pool;
        this.runners = runners;
        this.rollout = rollout;
        this.oldest = oldest;
        this.limits = limits;
    }

    /** A waiting session with everything around it. */
    public record Found(Candidate candidate, RunId run, Fleet fleet, Place place, Instant now) {}

    public Uni<Optional<Found>> ofSession(TenantId tenant, SessionId session) {
        return find(OF_SESSION, tenant, session.value());
    }

    /** Of the run's session that waits longest. */
    public Uni<Optional<Found>> ofRun(TenantId tenant, RunId run) {
        return find(OF_RUN, tenant, run.value());
    }

    private Uni<Optional<Found>> find(String sql, TenantId tenant, UUID id) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> Columns.first(rows, row -> row))
                .chain(row ->
                        row.map(found -> around(tenant, found).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Found> around(TenantId tenant, Row row) {
        var session = waiting(row);
        return Uni.combine()
                .all()
                .unis(runners.list(tenant, session.pool(), null, MOST_RUNNERS), place(row))
                .asTuple()
                .map(read ->
                        new Found(
                                new Candidate(
                                        session,
                                        Columns.instant(row, "not_before"),
                                        row.getInteger("attempts")),
                                new RunId(row.getUUID("run_id")),
                                fleet(tenant, row, read.getItem1()),
                                read.getItem2(),
                                Columns.instant(row, "now")));
    }

    private Uni<Place> place(Row row) {
        return pool.preparedQuery(PLACE)
                .execute(standing(row))
                .map(rows -> Columns.first(rows, QueueFacts::counted).orElseThrow());
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

    private static Place counted(Row row) {
        return new Place(
                row.getLong("own") + 1,
                row.getLong("ahead"),
                row.getLong("higher"),
                row.getLong("started"));
    }

    private Fleet fleet(TenantId tenant, Row row, List<Runner> members) {
        return new Fleet(
                row.getString("pool_name"),
                rollout.isOpen(Runners.kind(row), tenant),
                PoolState.of(row.getString("pool_state")),
                oldest,
                members,
                new Fleet.Usage(row.getInteger("running"), limits.of(tenant)));
    }

    private static Waiting waiting(Row row) {
        var avoid = row.getUUID("avoid_runner");
        return new Waiting(
                new SessionId(row.getUUID("session_id")),
                new TenantId(row.getUUID("tenant_id")),
                new PoolId(row.getUUID("pool_id")),
                row.getLong("epoch"),
                row.getInteger("priority"),
                Columns.instant(row, "waiting_since"),
                Columns.texts(row, "labels"),
                row.getString("image"),
                avoid == null ? null : new RunnerId(avoid));
    }
}

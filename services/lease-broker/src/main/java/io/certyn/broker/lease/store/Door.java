package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Claimant;
import io.certyn.broker.lease.Holder;
import io.certyn.broker.lease.Visitor;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.Rollout;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Lets in only the newest instance of a runner. */
final class Door {

    private static final String RUNNER =
            """
            select r.*, p.kind, r.pool_active and r.desired = 'active' as active
            from runner r join pool p on p.pool_id = r.pool_id
            where r.runner_id = $1 and r.revoked_at is null
            """;

    /** Against drain and new instance: none commits between this look and our commit. */
    private static final String LOCKED = RUNNER + " for update of r";

    /** One claim of a tenant counts at a time, or two could take the same last place. */
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))";

    private static final String RUNNING =
            "select count(*) as running from lease where tenant_id = $1";

    private final Rollout rollout;
    private final OldestRelease oldest;
    private final TenantLimits limits;

    Door(Rollout rollout, OldestRelease oldest, TenantLimits limits) {
        this.rollout = rollout;
        this.oldest = oldest;
        this.limits = limits;
    }

    /** What stands behind the door. */
    sealed interface Entrance {

        record Nobody() implements Entrance {}

        record Older() implements Entrance {}

        record Open(Claimant runner, PoolKind kind, int slots) implements Entrance {

            Open withTenantRoom(int room) {
                return new Open(runner.withTenantRoom(room), kind, slots);
            }
        }
    }

    Uni<Entrance> enter(SqlConnection connection, Visitor visitor, boolean claiming) {
        return connection
                .preparedQuery(claiming ? LOCKED : RUNNER)
                .execute(Tuple.of(visitor.runner().value()))
                .map(rows ->
                        Columns.first(rows, row -> entrance(row, visitor))
                                .orElseGet(Entrance.Nobody::new));
    }

    private Entrance entrance(Row row, Visitor visitor) {
        if (row.getLong("runner_epoch") != visitor.runnerEpoch()
                || !visitor.instance().equals(row.getString("instance_id"))) {
            return new Entrance.Older();
        }
        var holder =
                new Holder(
                        new RunnerId(row.getUUID("runner_id")),
                        row.getLong("runner_epoch"),
                        row.getString("host_id"));
        var tenant = new TenantId(row.getUUID("tenant_id"));
        var kind = PoolKind.of(row.getString("kind")).orElseThrow();
        return new Entrance.Open(
                new Claimant(
                        holder,
                        tenant,
                        new PoolId(row.getUUID("pool_id")),
                        row.getBoolean("active")
                                && rollout.isOpen(kind, tenant)
                                && oldest.admits(row.getString("version")),
                        Columns.texts(row, "labels"),
                        0,
                        0),
                kind,
                row.getInteger("slots"));
    }

    /** Locked last of all, in every transaction that claims for a tenant with a limit. */
    Uni<Integer> room(SqlConnection connection, TenantId tenant) {
        var limit = limits.of(tenant);
        if (limit.isEmpty()) {
            return Uni.createFrom().item(Integer.MAX_VALUE);
        }
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(tenant.value()))
                .chain(() -> connection.preparedQuery(RUNNING).execute(Tuple.of(tenant.value())))
                .map(rows -> limit.getAsInt() - rows.iterator().next().getInteger("running"));
    }
}

package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Demand;
import io.certyn.broker.lease.Hold;
import io.certyn.broker.lease.Holder;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Policy;
import io.certyn.broker.lease.RetryOnLost;
import io.certyn.broker.lease.Spec;
import io.certyn.broker.lease.Stage;
import io.certyn.broker.lease.StopReason;
import io.certyn.broker.lease.Terms;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of queue, lease and history, and what they mean. */
final class LeaseRows {

    static final String INSERT_QUEUE =
            """
            insert into session_queue (session_id, tenant_id, shard, pool_id, run_id, priority, labels,
                image, retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch, attempts,
                avoid_runner, enqueued_at, queue_deadline, not_before)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """;

    static final String INSERT_LEASE =
            """
            insert into lease (session_id, tenant_id, shard, pool_id, run_id, priority, labels, image,
                retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch, attempts,
                enqueued_at, runner_id, runner_epoch, host_id, offer_id, state, desired, stop_reason,
                state_deadline, ttl_ms, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20, $21, $22, $23, $24, $25)
            """;

    static final String UPDATE_LEASE =
            """
            update lease set runner_epoch = $2, state = $3, desired = $4, stop_reason = $5,
                state_deadline = $6, expires_at = $7
            where session_id = $1
            """;

    private static final String HELD_BY = "select * from lease where runner_id = $1";

    /** Shards are the partitions of the request topic; a session never leaves its own. */
    private static final int SHARDS = 64;

    private LeaseRows() {}

    static Lease.Queued queued(Row row) {
        return new Lease.Queued(
                spec(row),
                row.getLong("epoch"),
                row.getInteger("attempts"),
                Columns.instant(row, "not_before"),
                Columns.instant(row, "queue_deadline"),
                runner(row, "avoid_runner"));
    }

    static Lease.Held held(Row row) {
        var by =
                new Holder(
                        new RunnerId(row.getUUID("runner_id")),
                        row.getLong("runner_epoch"),
                        row.getString("host_id"));
        return new Lease.Held(
                spec(row),
                row.getLong("epoch"),
                row.getInteger("attempts"),
                new Hold(
                        by,
                        row.getString("offer_id"),
                        Columns.duration(row, "ttl_ms"),
                        Columns.instant(row, "expires_at")),
                Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Columns.instant(row, "state_deadline"),
                stop(row.getString("stop_reason")));
    }

    static Lease.Finished finished(Row row) {
        return new Lease.Finished(
                new SessionId(row.getUUID("session_id")),
                row.getLong("epoch"),
                row.getInteger("attempts"));
    }

    /** What a runner holds, read without a lock: to look at, not to decide on. */
    static Uni<Ledger> heldBy(SqlConnection connection, RunnerId runner, Terms terms) {
        return connection
                .preparedQuery(HELD_BY)
                .execute(Tuple.of(runner.value()))
                .chain(rows ->
                        LockedSessions.now(connection)
                                .map(now ->
                                        new Ledger(
                                                Columns.all(rows, LeaseRows::held),
                                                new Ledger.Recorded(Map.of(), Map.of()),
                                                now,
                                                terms,
                                                Lease::decide)));
    }

    private static Spec spec(Row row) {
        return new Spec(
                new SessionId(row.getUUID("session_id")),
                new RunId(row.getUUID("run_id")),
                new TenantId(row.getUUID("tenant_id")),
                new PoolId(row.getUUID("pool_id")),
                row.getString("image"),
                new Demand(
                        row.getInteger("priority"),
                        Columns.texts(row, "labels"),
                        Columns.instant(row, "enqueued_at")),
                new Policy(
                        RetryOnLost.valueOf(row.getString("retry_on_lost")),
                        row.getInteger("max_attempts"),
                        Columns.duration(row, "session_timeout_ms"),
                        Columns.duration(row, "queue_wait_ms")));
    }

    private static @Nullable RunnerId runner(Row row, String column) {
        var id = row.getUUID(column);
        return id == null ? null : new RunnerId(id);
    }

    static Tuple insert(Lease.Queued queued) {
        var avoid = queued.avoid();
        return spec(queued.spec(), queued.epoch(), queued.lost())
                .addUUID(avoid == null ? null : avoid.value())
                .addOffsetDateTime(Columns.of(queued.spec().demand().since()))
                .addOffsetDateTime(Columns.of(queued.until()))
                .addOffsetDateTime(Columns.of(queued.notBefore()));
    }

    static Tuple insert(Lease.Held held) {
        return spec(held.spec(), held.epoch(), held.lost())
                .addOffsetDateTime(Columns.of(held.spec().demand().since()))
                .addUUID(held.hold().by().runner().value())
                .addLong(held.hold().by().runnerEpoch())
                .addString(held.hold().by().host())
                .addString(held.hold().offer())
                .addString(state(held))
                .addString(desired(held))
                .addString(stopReason(held))
                .addOffsetDateTime(Columns.of(held.deadline()))
                .addLong(held.hold().ttl().toMillis())
                .addOffsetDateTime(Columns.of(held.hold().expiresAt()));
    }

    static Tuple update(Lease.Held held) {
        return Tuple.tuple()
                .addUUID(held.session().value())
                .addLong(held.hold().by().runnerEpoch())
                .addString(state(held))
                .addString(desired(held))
                .addString(stopReason(held))
                .addOffsetDateTime(Columns.of(held.deadline()))
                .addOffsetDateTime(Columns.of(held.hold().expiresAt()));
    }

    /** The columns that both tables begin with. */
    private static Tuple spec(Spec spec, long epoch, int lost) {
        return Tuple.tuple()
                .addUUID(spec.session().value())
                .addUUID(spec.tenant().value())
                .addInteger(Math.floorMod(spec.pool().value().hashCode(), SHARDS))
                .addUUID(spec.pool().value())
                .addUUID(spec.run().value())
                .addInteger(spec.demand().priority())
                .addJsonObject(Columns.of(spec.demand().labels()))
                .addString(spec.image())
                .addString(spec.policy().retryOnLost().name())
                .addInteger(spec.policy().maxAttempts())
                .addLong(spec.policy().sessionTimeout().toMillis())
                .addLong(spec.policy().queueWait().toMillis())
                .addLong(epoch)
                .addInteger(lost);
    }

    static String state(Lease.Held held) {
        return held.stage().name().toLowerCase(Locale.ROOT);
    }

    private static String desired(Lease.Held held) {
        return held.stop() == null ? "run" : "stop";
    }

    private static @Nullable String stopReason(Lease.Held held) {
        var stop = held.stop();
        return stop == null ? null : stop.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable StopReason stop(@Nullable String column) {
        return column == null ? null : StopReason.valueOf(column.toUpperCase(Locale.ROOT));
    }
}

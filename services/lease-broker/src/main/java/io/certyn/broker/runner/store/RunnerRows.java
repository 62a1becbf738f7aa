package io.certyn.broker.runner.store;

import io.certyn.broker.Columns;
import io.certyn.broker.runner.Machine;
import io.certyn.broker.runner.Presence;
import io.certyn.broker.runner.Runner;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.vertx.mutiny.sqlclient.Row;

/** Rows of runners, and what they mean. */
final class RunnerRows {

    private RunnerRows() {}

    static RunnerIdentity identity(Row row) {
        return new RunnerIdentity(
                new RunnerId(row.getUUID("runner_id")),
                new TenantId(row.getUUID("tenant_id")),
                new PoolId(row.getUUID("pool_id")));
    }

    static Machine machine(Row row) {
        return new Machine(
                row.getString("host_id"),
                row.getInteger("slots"),
                Columns.texts(row, "labels"),
                row.getString("version"),
                row.getString("executor"));
    }

    static Runner runner(Row row) {
        var lastSeen = Columns.instantOrNull(row, "last_seen");
        return new Runner(
                identity(row),
                row.getString("name"),
                machine(row),
                Presence.of(
                        lastSeen != null,
                        Columns.instant(row, "due_at"),
                        isDraining(row),
                        Columns.instant(row, "now")),
                isDraining(row),
                Columns.instantOrNull(row, "drains_until"),
                row.getLong("busy").intValue(),
                row.getInteger("free_slots"),
                lastSeen);
    }

    /** By itself or with its pool. */
    private static boolean isDraining(Row row) {
        return row.getString("desired").equals("draining") || !row.getBoolean("pool_active");
    }
}

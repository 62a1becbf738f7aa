package io.certyn.broker.runner.store;

import io.certyn.broker.Columns;
import io.certyn.broker.pool.Notice;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.runner.Presence;
import io.certyn.broker.runner.Runner;
import io.certyn.broker.runner.events.RunnerFacts;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.certyn.outbox.OutboxMessage;
import io.certyn.outbox.OutboxPublisher;
import io.certyn.outbox.OutboxWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps runners: who speaks for them, and when they were last heard. */
@ApplicationScoped
public class Runners {

    /** The same instance asking again, because the answer was lost, is no new one. */
    private static final String NEW_INSTANCE =
            """
            update runner r set
                runner_epoch = case when instance_id is distinct from $2
                    then runner_epoch + 1 else runner_epoch end,
                instance_id = $2, host_id = $3, version = $4, slots = $5, labels = $6
            from pool p
            where r.runner_id = $1 and p.pool_id = r.pool_id and r.revoked_at is null
            returning r.runner_epoch, p.kind
            """;

    private static final String ONLINE =
            """
            with back as (
                select runner_id from runner_heartbeat where runner_id = any($1) and not online
                order by runner_id for update)
            update runner_heartbeat h set online = true from runner r, back
            where h.runner_id = back.runner_id and r.runner_id = h.runner_id
                and r.revoked_at is null
            returning r.*, h.last_seen
            """;

    /** Whoever is being heard just now is left out; a group of them could wait for us else. */
    private static final String OFFLINE =
            """
            with silent as (
                select runner_id from runner_heartbeat
                where online and due_at < clock_timestamp() - $1 * interval '1 millisecond'
                for update skip locked)
            update runner_heartbeat h set online = false from runner r, silent s
            where h.runner_id = s.runner_id and r.runner_id = h.runner_id
            returning r.*, clock_timestamp() as last_seen
            """;

    private static final String SHOWN =
            """
            select r.*, h.last_seen, h.due_at, h.free_slots, clock_timestamp() as now,
                least(r.drain_until, p.drain_until) as drains_until,
                (select count(*) from lease l where l.runner_id = r.runner_id
                    and l.state <> 'finishing') as busy
            from runner r join runner_heartbeat h on h.runner_id = r.runner_id
                join pool p on p.pool_id = r.pool_id
            where r.tenant_id = $1 and r.revoked_at is null
            """;

    private static final String ONE = SHOWN + " and r.runner_id = $2";

    private static final String LIST =
            SHOWN
                    + """
                     and ($2::uuid is null or r.pool_id = $2)
                        and ($3::uuid is null or r.runner_id > $3)
                    order by r.runner_id limit $4
                    """;

    private static final String REVOKE =
            "update runner set revoked_at = clock_timestamp()"
                    + " where tenant_id = $1 and runner_id = $2 and revoked_at is null";

    private static final String DRAIN =
            """
            update runner set desired = 'draining',
                drain_until = clock_timestamp() + $3 * interval '1 millisecond'
            where tenant_id = $1 and runner_id = $2
            """;

    private static final String RESUME =
            "update runner set desired = 'active', drain_until = null"
                    + " where tenant_id = $1 and runner_id = $2";

    private final Pool pool;
    private final OutboxWriter outbox;
    private final OutboxPublisher publisher;
    private final RunnerFacts facts;

    Runners(Pool pool, OutboxWriter outbox, OutboxPublisher publisher, RunnerFacts facts) {
        this.pool = pool;
        this.outbox = outbox;
        this.publisher = publisher;
        this.facts = facts;
    }

    /** A process that speaks for a runner from now on; older ones are not listened to. */
    public record Instance(long runnerEpoch, PoolKind kind) {}

    /** What a new process says about itself. */
    public record NewInstance(
            String instance, String host, String version, int slots, Map<String, String> labels) {

        public NewInstance {
            labels = Map.copyOf(labels);
        }
    }

    public Uni<Optional<Instance>> open(RunnerId runner, NewInstance process) {
        return pool.preparedQuery(NEW_INSTANCE)
                .execute(
                        Tuple.tuple()
                                .addUUID(runner.value())
                                .addString(process.instance())
                                .addString(process.host())
                                .addString(process.version())
                                .addInteger(process.slots())
                                .addJsonObject(Columns.of(process.labels())))
                .map(rows ->
                        Columns.first(
                                rows, row -> new Instance(row.getLong("runner_epoch"), kind(row))));
    }

    /** Who was thought to be offline is not. */
    public Uni<Void> comeOnline(Collection<RunnerId> runners) {
        var ids = runners.stream().map(RunnerId::value).toArray(UUID[]::new);
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(ONLINE)
                                .execute(Tuple.of(ids))
                                .map(rows -> Columns.all(rows, this::online))
                                .chain(messages -> outbox.write(connection, messages)))
                .invoke(publisher::committed);
    }

    /** Calls offline who is silent for too long. */
    public Uni<Integer> goOffline() {
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(OFFLINE)
                                .execute(Tuple.of(Presence.OFFLINE_AFTER.toMillis()))
                                .map(rows -> Columns.all(rows, this::offline))
                                .call(messages -> outbox.write(connection, messages))
                                .map(List::size))
                .invoke(publisher::committed);
    }

    private OutboxMessage online(Row row) {
        return facts.online(
                RunnerRows.identity(row),
                row.getString("name"),
                row.getInteger("slots"),
                Columns.instant(row, "last_seen"));
    }

    private OutboxMessage offline(Row row) {
        return facts.offline(
                RunnerRows.identity(row),
                row.getString("name"),
                row.getInteger("slots"),
                Columns.instant(row, "last_seen"));
    }

    public Uni<Optional<Runner>> show(TenantId tenant, RunnerId runner) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(tenant.value(), runner.value()))
                .map(rows -> Columns.first(rows, RunnerRows::runner));
    }

    /**
     * Drains a runner. A claim locks the same row: once this is done, none is granted that was not
     * granted before.
     */
    public Uni<Optional<Runner>> drain(TenantId tenant, RunnerId runner, Notice notice) {
        var length = notice.length().map(Duration::toMillis).orElse(null);
        return pool.preparedQuery(DRAIN)
                .execute(Tuple.of(tenant.value(), runner.value(), length))
                .chain(() -> show(tenant, runner));
    }

    /** Has it take sessions again. */
    public Uni<Optional<Runner>> resume(TenantId tenant, RunnerId runner) {
        return pool.preparedQuery(RESUME)
                .execute(Tuple.of(tenant.value(), runner.value()))
                .chain(() -> show(tenant, runner));
    }

    /**
     * From now on nobody is this runner: nothing it says is heard, and no claim is granted that was
     * not granted before. What it holds is given to others once its time to live has passed. False
     * where there is no such runner.
     */
    public Uni<Boolean> revoke(TenantId tenant, RunnerId runner) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(tenant.value(), runner.value()))
                .map(done -> done.rowCount() > 0);
    }

    /** A tenant's runners in the order of their ids, after the given one. */
    public Uni<List<Runner>> list(
            TenantId tenant, @Nullable PoolId inPool, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(
                        Tuple.tuple()
                                .addUUID(tenant.value())
                                .addUUID(inPool == null ? null : inPool.value())
                                .addUUID(after)
                                .addInteger(limit))
                .map(rows -> Columns.all(rows, RunnerRows::runner));
    }

    public static PoolKind kind(Row row) {
        var kind = row.getString("kind");
        return PoolKind.of(kind)
                .orElseThrow(() -> new IllegalStateException("kind of pool: " + kind));
    }
}

package io.certyn.broker.pool.store;

import io.certyn.broker.Columns;
import io.certyn.broker.pool.Notice;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps pools. */
@ApplicationScoped
public class Pools {

    private static final String INSERT =
            """
            insert into pool (pool_id, tenant_id, name, kind) values ($1, $2, $3, $4)
            on conflict (tenant_id, name) do nothing
            returning *
            """;

    private static final String BECOME =
            """
            update pool set state = $3, drain_until = clock_timestamp() + $4 * interval '1 millisecond'
            where tenant_id = $1 and pool_id = $2
            returning *
            """;

    /** In the order in which claims lock them, or each could wait for the other. */
    private static final String TELL_RUNNERS =
            """
            with mine as (
                select runner_id from runner where pool_id = $1 order by runner_id for update)
            update runner r set pool_active = $2 from mine
            where r.runner_id = mine.runner_id returning r.runner_id
            """;

    private final Pool pool;

    Pools(Pool pool) {
        this.pool = pool;
    }

    /** Empty if the tenant has a pool of this name. */
    public Uni<Optional<RunnerPool>> create(
            PoolId id, TenantId tenant, String name, PoolKind kind) {
        return one(INSERT, Tuple.of(id.value(), tenant.value(), name, kind.wire()));
    }

    /** Takes back a pool that could not be completed. */
    public Uni<Void> discard(PoolId id) {
        return pool.preparedQuery("delete from pool where pool_id = $1")
                .execute(Tuple.of(id.value()))
                .replaceWithVoid();
    }

    public Uni<Optional<RunnerPool>> find(TenantId tenant, PoolId id) {
        return one(
                "select * from pool where tenant_id = $1 and pool_id = $2",
                Tuple.of(tenant.value(), id.value()));
    }

    /** A pool in its new state, and who is in it. */
    public record Become(RunnerPool pool, List<RunnerId> runners) {

        public Become {
            runners = List.copyOf(runners);
        }
    }

    /**
     * Drains or disables a pool, or has it take sessions again. A claim locks the row of its
     * runner: once this is done, none is granted in the pool that was not granted before.
     */
    public Uni<Optional<Become>> become(
            TenantId tenant, PoolId id, PoolState state, Notice notice) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(BECOME)
                        .execute(
                                Tuple.of(
                                        tenant.value(),
                                        id.value(),
                                        state.wire(),
                                        notice.length().map(Duration::toMillis).orElse(null)))
                        .map(rows -> Columns.first(rows, Pools::pool))
                        .chain(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(Optional.<Become>empty())
                                        : connection
                                                .preparedQuery(TELL_RUNNERS)
                                                .execute(
                                                        Tuple.of(
                                                                id.value(),
                                                                state == PoolState.ACTIVE))
                                                .map(rows -> became(found.get(), rows))));
    }

    private static Optional<Become> became(RunnerPool pool, RowSet<Row> runners) {
        return Optional.of(
                new Become(
                        pool, Columns.all(runners, row -> new RunnerId(row.getUUID("runner_id")))));
    }

    /** In the order of their ids, after the given one. */
    public Uni<List<RunnerPool>> list(TenantId tenant, @Nullable UUID after, int limit) {
        return pool.preparedQuery(
                        "select * from pool where tenant_id = $1 and ($2::uuid is null or pool_id >"
                                + " $2) order by pool_id limit $3")
                .execute(Tuple.of(tenant.value(), after, limit))
                .map(rows -> Columns.all(rows, Pools::pool));
    }

    /** Every pool of a kind, whoever owns it; for what must exist beside it. */
    public Uni<List<RunnerPool>> ofKind(PoolKind kind) {
        return pool.preparedQuery("select * from pool where kind = $1 order by pool_id")
                .execute(Tuple.of(kind.wire()))
                .map(rows -> Columns.all(rows, Pools::pool));
    }

    private Uni<Optional<RunnerPool>> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Columns.first(rows, Pools::pool));
    }

    private static RunnerPool pool(Row row) {
        var kind = row.getString("kind");
        return new RunnerPool(
                new PoolId(row.getUUID("pool_id")),
                new TenantId(row.getUUID("tenant_id")),
                row.getString("name"),
                PoolKind.of(kind)
                        .orElseThrow(() -> new IllegalStateException("kind of pool: " + kind)),
                PoolState.of(row.getString("state")),
                row.getInteger("max_runners"));
    }
}

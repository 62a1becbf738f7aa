package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Lease;
import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads who waits. */
@ApplicationScoped
public class Queue {

    /** How many are read of those that ask for the same. */
    public static final int WINDOW = 1_000;

    /**
     * The head of every lane. The first part goes from lane to lane by the index, one step for
     * each, however many stand in it.
     */
    private static final String HEADS =
            """
            with recursive lane as (
                select first.* from unnest($1::uuid[]) as wanted (id)
                cross join lateral (
                    select pool_id, tenant_id, priority, demand from session_queue
                    where pool_id = wanted.id
                    order by pool_id, tenant_id, priority, demand limit 1) first
                union all
                select next.* from lane
                cross join lateral (
                    select q.pool_id, q.tenant_id, q.priority, q.demand from session_queue q
                    where q.pool_id = lane.pool_id
                        and (q.tenant_id, q.priority, q.demand)
                            > (lane.tenant_id, lane.priority, lane.demand)
                    order by q.pool_id, q.tenant_id, q.priority, q.demand limit 1) next)
            select head.* from lane
            cross join lateral (
                select * from session_queue q
                where q.pool_id = lane.pool_id and q.tenant_id = lane.tenant_id
                    and q.priority = lane.priority and q.demand = lane.demand
                    and q.not_before <= statement_timestamp()
                order by q.enqueued_at, q.session_id limit $2) head
            """;

    private static final String DEPTH =
            """
            select (select count(*) from session_queue
                    where tenant_id = $1 and ($2::uuid is null or pool_id = $2)) as queued,
                (select count(*) from lease
                    where tenant_id = $1 and ($2::uuid is null or pool_id = $2)) as leased
            """;

    private static final String RUNNING =
            "select tenant_id, count(*) as running from lease where tenant_id = any($1) group by"
                    + " tenant_id";

    private final Pool pool;

    Queue(Pool pool) {
        this.pool = pool;
    }

    /** In each of these pools, those that wait longest of all that ask for the same. */
    public Uni<List<Lease.Queued>> heads(Collection<PoolId> pools) {
        return pool.preparedQuery(HEADS)
                .execute(Tuple.of(pools.stream().map(PoolId::value).toArray(UUID[]::new), WINDOW))
                .map(rows -> Columns.all(rows, LeaseRows::queued));
    }

    /** How many sessions a tenant runs. */
    public record Running(TenantId tenant, int sessions) {}

    /** Without those that run none. */
    public Uni<List<Running>> running(Collection<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(RUNNING)
                .execute(
                        Tuple.of(
                                (Object)
                                        tenants.stream().map(TenantId::value).toArray(UUID[]::new)))
                .map(rows ->
                        Columns.all(
                                rows,
                                row ->
                                        new Running(
                                                new TenantId(row.getUUID("tenant_id")),
                                                Math.toIntExact(row.getLong("running")))));
    }

    /** How many sessions wait and how many are held. */
    public record Depth(long queued, long leased) {}

    public Uni<Depth> depth(TenantId tenant, @Nullable PoolId inPool) {
        return pool.preparedQuery(DEPTH)
                .execute(Tuple.of(tenant.value(), inPool == null ? null : inPool.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Depth(row.getLong("queued"), row.getLong("leased")));
    }
}

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

    /** The head of each pool: more than its runners can take in a second. */
    private static final String WINDOW =
            """
            select q.* from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
                select * from session_queue where pool_id = wanted.id
                order by priority desc, enqueued_at, session_id limit 500) q
            """;

    private static final String DEPTH =
            """
            select (select count(*) from session_queue
                    where tenant_id = $1 and ($2::uuid is null or pool_id = $2)) as queued,
                (select count(*) from lease
                    where tenant_id = $1 and ($2::uuid is null or pool_id = $2)) as leased
            """;

    private final Pool pool;

    Queue(Pool pool) {
        this.pool = pool;
    }

    /** Those who wait longest in each of these pools. */
    public Uni<List<Lease.Queued>> window(Collection<PoolId> pools) {
        return pool.preparedQuery(WINDOW)
                .execute(Tuple.of(pools.stream().map(PoolId::value).toArray(UUID[]::new)))
                .map(rows -> Columns.all(rows, LeaseRows::queued));
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

package io.certyn.broker.lease.store;

import io.certyn.broker.lease.Claimant;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** How many more sessions the tenants with a limit may run, within one transaction. */
final class TenantRoom {

    /** One claim of a tenant counts at a time, or two could take the same last place. */
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))";

    private static final String RUNNING =
            "select count(*) as running from lease where tenant_id = $1";

    private final Map<TenantId, Integer> room = new HashMap<>();

    private TenantRoom() {}

    /** Locked last of all, in every transaction that claims for a tenant with a limit. */
    static Uni<TenantRoom> of(
            SqlConnection connection, TenantLimits limits, Collection<TenantId> claiming) {
        var room = new TenantRoom();
        // Always in the same order, or two transactions could wait for each other.
        var limited =
                claiming.stream()
                        .filter(tenant -> limits.of(tenant).isPresent())
                        .sorted(Comparator.comparing(TenantId::value))
                        .toList();
        return Multi.createFrom()
                .iterable(limited)
                .onItem()
                .transformToUniAndConcatenate(tenant -> room.count(connection, limits, tenant))
                .onItem()
                .ignoreAsUni()
                .replaceWith(room);
    }

    private Uni<Void> count(SqlConnection connection, TenantLimits limits, TenantId tenant) {
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(tenant.value()))
                .chain(() -> connection.preparedQuery(RUNNING).execute(Tuple.of(tenant.value())))
                .invoke(rows ->
                        room.put(
                                tenant,
                                limits.of(tenant).orElseThrow()
                                        - rows.iterator().next().getInteger("running")))
                .replaceWithVoid();
    }

    /** The runner with what room its tenant has left, after all that was settled before. */
    Claimant seenBy(Claimant runner, Ledger ledger) {
        var counted = room.get(runner.tenant());
        return counted == null
                ? runner
                : runner.withTenantRoom(counted - ledger.gained(runner.tenant()));
    }
}

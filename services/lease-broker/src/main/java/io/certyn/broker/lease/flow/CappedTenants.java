package io.certyn.broker.lease.flow;

import io.certyn.broker.lease.store.Queue;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.placement.Waiting;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds tenants that run as many sessions as they may. */
@ApplicationScoped
class CappedTenants {

    private final Queue queue;
    private final TenantLimits limits;

    CappedTenants(Queue queue, TenantLimits limits) {
        this.queue = queue;
        this.limits = limits;
    }

    /** Of the tenants whose sessions these are. */
    Uni<Set<TenantId>> among(List<Waiting> queued) {
        var limited =
                queued.stream()
                        .map(Waiting::tenant)
                        .filter(tenant -> limits.of(tenant).isPresent())
                        .collect(Collectors.toSet());
        return queue.running(limited)
                .map(counted ->
                        counted.stream()
                                .filter(one ->
                                        one.sessions() >= limits.of(one.tenant()).orElseThrow())
                                .map(Queue.Running::tenant)
                                .collect(Collectors.toSet()));
    }
}

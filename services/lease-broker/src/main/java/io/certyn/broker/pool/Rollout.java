package io.certyn.broker.pool;

import io.certyn.ids.TenantId;
import java.util.Set;

/**
 * Who may do what with self-hosted runners. Pools beside the control plane are open to everyone.
 */
public record Rollout(Feature runners, Feature relay) {

    /**
     * One switch.
     *
     * @param tenants those it is on for; empty for all
     */
    public record Feature(boolean enabled, Set<TenantId> tenants) {

        public Feature {
            tenants = Set.copyOf(tenants);
        }

        boolean isOnFor(TenantId tenant) {
            return enabled && (tenants.isEmpty() || tenants.contains(tenant));
        }
    }

    /** Whether a pool of this kind takes work and runners. */
    public boolean isOpen(PoolKind kind, TenantId tenant) {
        return kind == PoolKind.IN_CLUSTER || runners.isOnFor(tenant);
    }

    /** Whether what runs in a pool of this kind may be watched. */
    public boolean isWatchable(PoolKind kind, TenantId tenant) {
        return kind == PoolKind.IN_CLUSTER || relay.isOnFor(tenant);
    }
}

package io.certyn.broker.lease;

import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import java.util.Map;

/**
 * A runner that wants a session, as its locked row says.
 *
 * @param active false while it drains
 * @param freeSlots slots without a leased, starting or running session
 * @param tenantRoom how many more sessions its tenant may run
 */
public record Claimant(
        Holder holder,
        TenantId tenant,
        PoolId pool,
        boolean active,
        Map<String, String> labels,
        int freeSlots,
        int tenantRoom) {

    public Claimant {
        labels = Map.copyOf(labels);
    }

    /** The same runner after it got one more session. */
    Claimant busier() {
        return new Claimant(holder, tenant, pool, active, labels, freeSlots - 1, tenantRoom - 1);
    }

    public Claimant withTenantRoom(int room) {
        return new Claimant(holder, tenant, pool, active, labels, freeSlots, room);
    }

    Claimant withFreeSlots(int free) {
        return new Claimant(holder, tenant, pool, active, labels, free, tenantRoom);
    }
}

package io.certyn.broker.placement;

import io.certyn.ids.TenantId;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many sessions a tenant may run at once, over all its pools.
 *
 * @param everyone empty for no limit
 * @param some what holds for these tenants instead
 */
public record TenantLimits(OptionalInt everyone, Map<TenantId, Integer> some) {

    public TenantLimits {
        some = Map.copyOf(some);
        if (everyone.orElse(1) < 1 || some.values().stream().anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("a tenant may run at least one session");
        }
    }

    public OptionalInt of(TenantId tenant) {
        var own = some.get(tenant);
        return own == null ? everyone : OptionalInt.of(own);
    }
}

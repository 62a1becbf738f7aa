package io.certyn.broker.lease;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; it never changes.
 *
 * @param image agent image, null for the installation's default
 */
public record Spec(
        SessionId session,
        RunId run,
        TenantId tenant,
        PoolId pool,
        @Nullable String image,
        Demand demand,
        Policy policy) {}

package io.certyn.broker.runner;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;

/** Which runner it is, whose, and where it belongs. */
public record RunnerIdentity(RunnerId runner, TenantId tenant, PoolId pool) {}

package io.certyn.runner.register;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import java.security.PrivateKey;

/** Who this runner is to the control plane. */
public record Identity(RunnerId runner, String tenant, PoolId pool, PrivateKey key) {}

package io.certyn.broker.pool.api;

import io.certyn.problem.Problem;

/** What is said to those who would join a disabled pool. */
public final class PoolDisabled {

    private PoolDisabled() {}

    public static Problem problem() {
        return Problem.of(403, "pool-disabled", "The pool is disabled and takes no runners")
                .withDetail("resume the pool, or use another");
    }
}

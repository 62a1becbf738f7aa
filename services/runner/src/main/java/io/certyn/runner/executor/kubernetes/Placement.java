package io.certyn.runner.executor.kubernetes;

import io.certyn.ids.PoolId;
import java.util.Optional;

/**
 * Where the pods of a runner are and how they are known.
 *
 * @param runner the same after each start of this runner, and of no other
 * @param namespace of the agents' pods
 * @param owner the runner's own pod; with it the agents' go, too. Empty where it is not known or in
 *     another namespace, since nothing owns across namespaces
 */
public record Placement(PoolId pool, String runner, String namespace, Optional<Owner> owner) {

    /** A pod, as its cluster knows it. */
    public record Owner(String name, String uid) {}
}

package io.certyn.broker.lease.api;

import io.certyn.broker.lease.store.Queue;
import io.certyn.ids.PoolId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** How many sessions wait, and how many are held. */
@Path("/api/v1/queue")
public class QueueResource {

    private final Queue queue;
    private final CurrentCaller caller;

    QueueResource(Queue queue, CurrentCaller caller) {
        this.queue = queue;
        this.caller = caller;
    }

    @GET
    public Uni<Queue.Depth> depth(@QueryParam("pool") @Nullable String pool) {
        caller.require(Scopes.RUNS_READ);
        return queue.depth(caller.get().tenant(), pool == null ? null : id(pool));
    }

    private static PoolId id(String wire) {
        try {
            return PoolId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("invalid-parameter", "A parameter cannot be read")
                            .withDetail("pool is not an id"));
        }
    }
}

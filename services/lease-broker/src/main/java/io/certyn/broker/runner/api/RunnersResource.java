package io.certyn.broker.runner.api;

import io.certyn.broker.Page;
import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.pool.api.DrainOrder;
import io.certyn.broker.runner.Runner;
import io.certyn.broker.runner.store.Runners;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runners, as people see them. */
@Path("/api/v1/runners")
public class RunnersResource {

    private final Runners runners;
    private final Doorbell doorbell;
    private final CurrentCaller caller;

    RunnersResource(Runners runners, Doorbell doorbell, CurrentCaller caller) {
        this.runners = runners;
        this.doorbell = doorbell;
        this.caller = caller;
    }

    /**
     * A runner as the API shows it.
     *
     * @param drainUntil when what it still runs is stopped; null where it does not drain, and where
     *     that has no end
     */
    public record RunnerView(
            String id,
            String name,
            String pool,
            String state,
            int slots,
            int busy,
            String executor,
            String version,
            @Nullable Instant lastSeen,
            @Nullable Instant drainUntil,
            Map<String, String> labels) {

        static RunnerView of(Runner runner) {
            var machine = runner.machine();
            return new RunnerView(
                    runner.identity().runner().toString(),
                    runner.name(),
                    runner.identity().pool().toString(),
                    runner.presence().wire(),
                    machine.slots(),
                    runner.busy(),
                    machine.executor(),
                    machine.version(),
                    runner.lastSeen(),
                    runner.drainUntil(),
                    machine.labels());
        }
    }

    @GET
    public Uni<Page<RunnerView>> list(
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.LARGEST) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var inPool = pool == null ? null : read("pool", () -> PoolId.parse(pool));
        var after = cursor == null ? null : read("cursor", () -> RunnerId.parse(cursor)).value();
        return runners.list(caller.get().tenant(), inPool, after, limit + 1)
                .map(rows ->
                        Page.of(
                                rows,
                                limit,
                                RunnerView::of,
                                runner -> runner.identity().runner().toString()));
    }

    @GET
    @Path("/{id}")
    public Uni<RunnerView> get(@PathParam("id") String id) {
        caller.require(Scopes.RUNNERS_MANAGE);
        return runners.show(caller.get().tenant(), runner(id)).map(RunnersResource::view);
    }

    /** From now on the runner takes nothing new; what it runs it ends. */
    @POST
    @Path("/{id}/drain")
    public Uni<RunnerView> drain(@PathParam("id") String id, @Nullable DrainOrder order) {
        var notice = DrainOrder.notice(order);
        return told(id, runner -> runners.drain(caller.get().tenant(), runner, notice));
    }

    @POST
    @Path("/{id}/resume")
    public Uni<RunnerView> resume(@PathParam("id") String id) {
        return told(id, runner -> runners.resume(caller.get().tenant(), runner));
    }

    /**
     * The runner is no longer one of ours, whatever key it has; a poll of it that is parked here
     * ends at once. Nothing brings it back: its machine registers again, as another runner.
     */
    @DELETE
    @Path("/{id}")
    public Uni<Void> revoke(@PathParam("id") String id) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var runner = runner(id);
        return runners.revoke(caller.get().tenant(), runner)
                .invoke(found -> {
                    if (!found) {
                        throw unknown();
                    }
                    doorbell.ring(runner);
                })
                .replaceWithVoid();
    }

    /** It is told at once, as far as a poll of it is parked here; else with its next answer. */
    private Uni<RunnerView> told(String id, Function<RunnerId, Uni<Optional<Runner>>> change) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var runner = runner(id);
        return change.apply(runner).map(RunnersResource::view).invoke(() -> doorbell.ring(runner));
    }

    private static RunnerView view(Optional<Runner> found) {
        return found.map(RunnerView::of).orElseThrow(RunnersResource::unknown);
    }

    private static RunnerId runner(String wire) {
        try {
            return RunnerId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** The runner does not exist, or not for this caller. */
    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("runner-unknown", "There is no such runner"));
    }

    private static <T> T read(String parameter, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("invalid-parameter", "A parameter cannot be read")
                            .withDetail(parameter + " is not an id"));
        }
    }
}

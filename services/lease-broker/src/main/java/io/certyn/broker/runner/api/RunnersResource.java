package io.certyn.broker.runner.api;

import io.certyn.broker.Page;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runners, as people see them. */
@Path("/api/v1/runners")
public class RunnersResource {

    private final Runners runners;
    private final CurrentCaller caller;

    RunnersResource(Runners runners, CurrentCaller caller) {
        this.runners = runners;
        this.caller = caller;
    }

    /** A runner as the API shows it. */
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

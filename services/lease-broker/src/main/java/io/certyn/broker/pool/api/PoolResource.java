package io.certyn.broker.pool.api;

import io.certyn.broker.NewIds;
import io.certyn.broker.Page;
import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.pool.Notice;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.pool.events.OfferTopics;
import io.certyn.broker.pool.store.Pools;
import io.certyn.ids.PoolId;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Pools: who may run sessions. */
@Path("/api/v1/runner-pools")
public class PoolResource {

    private static final Logger LOG = Logger.getLogger(PoolResource.class);

    private final Pools pools;
    private final OfferTopics topics;
    private final NewIds ids;
    private final Doorbell doorbell;
    private final Rollout rollout;
    private final CurrentCaller caller;

    PoolResource(
            Pools pools,
            OfferTopics topics,
            NewIds ids,
            Doorbell doorbell,
            Rollout rollout,
            CurrentCaller caller) {
        this.pools = pools;
        this.topics = topics;
        this.ids = ids;
        this.doorbell = doorbell;
        this.rollout = rollout;
        this.caller = caller;
    }

    /** A pool to create. */
    public record NewPool(@NotNull String name, @NotNull String kind) {}

    /** A pool as the API shows it. */
    public record PoolView(
            String id, String name, String kind, String state, @Nullable String offerTopic) {

        static PoolView of(RunnerPool pool) {
            return new PoolView(
                    pool.id().toString(),
                    pool.name(),
                    pool.kind().wire(),
                    pool.state().wire(),
                    pool.offerTopic().orElse(null));
        }
    }

    @POST
    public Uni<Response> create(@NotNull @Valid NewPool body) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var name = name(body);
        var kind = kind(body);
        if (!rollout.isOpen(kind, caller.get().tenant())) {
            throw new ProblemException(SwitchedOff.runners(rollout));
        }
        var id = new PoolId(ids.next());
        return pools.create(id, caller.get().tenant(), name, kind)
                .map(created ->
                        created.orElseThrow(() ->
                                new ProblemException(
                                        Problem.conflict(
                                                "pool-exists",
                                                "A pool of this name exists already"))))
                .call(this::complete)
                .map(pool ->
                        Response.created(URI.create("/api/v1/runner-pools/" + pool.id()))
                                .entity(PoolView.of(pool))
                                .build());
    }

    /** A pool whose topic cannot be made would look healthy and never get an offer. */
    private Uni<Void> complete(RunnerPool pool) {
        if (pool.kind() == PoolKind.SELF_HOSTED) {
            return Uni.createFrom().voidItem();
        }
        return topics.create(pool)
                .onFailure()
                .call(failure -> {
                    LOG.warnf(
                            "pool was not created poolId=%s tenantId=%s cause=%s",
                            pool.id(), pool.tenant(), failure);
                    return pools.discard(pool.id());
                })
                .onFailure()
                .transform(_ -> new ProblemException(Problem.unavailable()));
    }

    @GET
    public Uni<Page<PoolView>> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.LARGEST) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var after = cursor == null ? null : id(cursor).value();
        return pools.list(caller.get().tenant(), after, limit + 1)
                .map(rows -> Page.of(rows, limit, PoolView::of, pool -> pool.id().toString()));
    }

    @GET
    @Path("/{id}")
    public Uni<PoolView> get(@PathParam("id") String id) {
        caller.require(Scopes.RUNNERS_MANAGE);
        return pools.find(caller.get().tenant(), id(id))
                .map(found -> found.map(PoolView::of).orElseThrow(PoolResource::unknown));
    }

    /** From now on the pool takes nothing new; what it runs it ends. */
    @POST
    @Path("/{id}/drain")
    public Uni<PoolView> drain(@PathParam("id") String id, @Nullable DrainOrder order) {
        return become(id, PoolState.DRAINING, DrainOrder.notice(order));
    }

    /** As a drain, and nobody joins the pool either. */
    @POST
    @Path("/{id}/disable")
    public Uni<PoolView> disable(@PathParam("id") String id, @Nullable DrainOrder order) {
        return become(id, PoolState.DISABLED, DrainOrder.notice(order));
    }

    @POST
    @Path("/{id}/resume")
    public Uni<PoolView> resume(@PathParam("id") String id) {
        return become(id, PoolState.ACTIVE, new Notice(Optional.empty()));
    }

    private Uni<PoolView> become(String id, PoolState state, Notice notice) {
        caller.require(Scopes.RUNNERS_MANAGE);
        return pools.become(caller.get().tenant(), id(id), state, notice)
                .map(found -> found.orElseThrow(PoolResource::unknown))
                .invoke(became -> became.runners().forEach(doorbell::ring))
                .map(became -> PoolView.of(became.pool()));
    }

    private static PoolId id(String wire) {
        try {
            return PoolId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** The pool does not exist, or not for this caller. */
    public static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound("pool-unknown", "There is no such runner pool"));
    }

    private static String name(NewPool body) {
        var name = body.name();
        if (!RunnerPool.isName(name)) {
            throw invalid("/name", "1 to 63 of a-z, 0-9, dot, dash, underscore");
        }
        return name;
    }

    private static PoolKind kind(NewPool body) {
        return PoolKind.of(body.kind())
                .orElseThrow(() -> invalid("/kind", "in_cluster or self_hosted"));
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                Problem.unprocessable("invalid-pool", "The pool cannot be like this")
                        .withErrors(List.of(new FieldError(pointer, "invalid", detail))));
    }
}

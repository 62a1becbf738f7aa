package io.certyn.broker.token.api;

import io.certyn.broker.Page;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.pool.api.PoolDisabled;
import io.certyn.broker.pool.api.PoolResource;
import io.certyn.broker.pool.api.SwitchedOff;
import io.certyn.broker.pool.store.Pools;
import io.certyn.broker.token.NewToken;
import io.certyn.broker.token.store.RegistrationTokens;
import io.certyn.ids.PoolId;
import io.certyn.ids.RegistrationTokenId;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registration tokens of a pool. */
@Path("/api/v1/runner-pools/{pool}/registration-tokens")
public class TokenResource {

    private final Pools pools;
    private final RegistrationTokens tokens;
    private final Rollout rollout;
    private final CurrentCaller caller;

    TokenResource(Pools pools, RegistrationTokens tokens, Rollout rollout, CurrentCaller caller) {
        this.pools = pools;
        this.tokens = tokens;
        this.rollout = rollout;
        this.caller = caller;
    }

    /** A token to make. */
    public record NewTokenBody(
            @Nullable String mode, @Nullable Integer maxUses, @Nullable String expiresIn) {}

    /** The token, shown this one time. */
    public record TokenView(String id, String token, Instant expiresAt) {}

    /** A token as it is listed: never its secret. */
    public record ListedView(
            String id,
            String mode,
            int maxUses,
            int used,
            Instant expiresAt,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,
            boolean usable) {

        static ListedView of(RegistrationTokens.Listed listed) {
            var token = listed.token();
            return new ListedView(
                    listed.id().toString(),
                    listed.mode().wire(),
                    token.maxUses(),
                    token.used(),
                    token.expiresAt(),
                    listed.createdBy(),
                    listed.createdAt(),
                    listed.revokedAt(),
                    listed.opensNow());
        }
    }

    @POST
    public Uni<Response> create(@PathParam("pool") String pool, @NotNull NewTokenBody body) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var wish = wish(body);
        var who = caller.get();
        return owner(pool)
                .invoke(this::demandOpen)
                .chain(owner -> tokens.issue(owner, wish, who.subject()))
                .map(issued ->
                        Response.status(Response.Status.CREATED)
                                .entity(
                                        new TokenView(
                                                issued.id().toString(),
                                                issued.token(),
                                                issued.expiresAt()))
                                .build());
    }

    @GET
    public Uni<Page<ListedView>> list(
            @PathParam("pool") String pool,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.LARGEST) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var after = cursor == null ? null : token(cursor).value();
        return owner(pool)
                .chain(owner -> tokens.list(owner, after, limit + 1))
                .map(rows ->
                        Page.of(rows, limit, ListedView::of, listed -> listed.id().toString()));
    }

    /** Runners that the token let in stay: a runner is revoked by itself. */
    @DELETE
    @Path("/{token}")
    public Uni<ListedView> revoke(
            @PathParam("pool") String pool, @PathParam("token") String token) {
        caller.require(Scopes.RUNNERS_MANAGE);
        return owner(pool)
                .chain(owner -> tokens.revoke(owner, token(token)))
                .map(found -> found.map(ListedView::of).orElseThrow(TokenResource::unknown));
    }

    private void demandOpen(RunnerPool pool) {
        if (!rollout.isOpen(pool.kind(), pool.tenant())) {
            throw new ProblemException(SwitchedOff.runners(rollout));
        }
        if (pool.state() == PoolState.DISABLED) {
            throw new ProblemException(PoolDisabled.problem());
        }
    }

    private Uni<RunnerPool> owner(String pool) {
        return pools.find(caller.get().tenant(), id(pool))
                .map(found -> found.orElseThrow(PoolResource::unknown));
    }

    private static RegistrationTokenId token(String wire) {
        try {
            return RegistrationTokenId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound(
                        "registration-token-unknown", "The pool has no such registration token"));
    }

    private static NewToken wish(NewTokenBody body) {
        return switch (NewToken.of(body.mode(), body.maxUses(), body.expiresIn())) {
            case NewToken.Wish.Granted(var token) -> token;
            case NewToken.Wish.Invalid(var field, var detail) ->
                    throw new ProblemException(
                            Problem.unprocessable("invalid-token", "The token cannot be like this")
                                    .withErrors(
                                            List.of(
                                                    new FieldError(
                                                            "/" + field, "invalid", detail))));
        };
    }

    private static PoolId id(String wire) {
        try {
            return PoolId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw PoolResource.unknown();
        }
    }
}

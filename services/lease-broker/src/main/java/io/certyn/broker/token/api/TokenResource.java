package io.certyn.broker.token.api;

import io.certyn.broker.pool.api.PoolResource;
import io.certyn.broker.pool.store.Pools;
import io.certyn.broker.token.NewToken;
import io.certyn.broker.token.store.RegistrationTokens;
import io.certyn.ids.PoolId;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registration tokens of a pool. */
@Path("/api/v1/runner-pools/{pool}/registration-tokens")
public class TokenResource {

    private final Pools pools;
    private final RegistrationTokens tokens;
    private final CurrentCaller caller;

    TokenResource(Pools pools, RegistrationTokens tokens, CurrentCaller caller) {
        this.pools = pools;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** A token to make. */
    public record NewTokenBody(
            @Nullable String mode, @Nullable Integer maxUses, @Nullable String expiresIn) {}

    /** The token, shown this one time. */
    public record TokenView(String token, Instant expiresAt) {}

    @POST
    public Uni<Response> create(@PathParam("pool") String pool, @NotNull NewTokenBody body) {
        caller.require(Scopes.RUNNERS_MANAGE);
        var wish = wish(body);
        var who = caller.get();
        return pools.find(who.tenant(), id(pool))
                .map(found -> found.orElseThrow(PoolResource::unknown))
                .chain(owner -> tokens.issue(owner, wish, who.subject()))
                .map(issued ->
                        Response.status(Response.Status.CREATED)
                                .entity(new TokenView(issued.token(), issued.expiresAt()))
                                .build());
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

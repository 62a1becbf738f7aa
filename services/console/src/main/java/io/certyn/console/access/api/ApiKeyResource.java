package io.certyn.console.access.api;

import io.certyn.console.access.Act;
import io.certyn.console.access.ApiKey;
import io.certyn.console.access.CredentialEnded;
import io.certyn.console.access.Principal;
import io.certyn.console.access.Scope;
import io.certyn.console.access.TokenHash;
import io.certyn.console.access.store.ApiKeys;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.UuidV7;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.OpaqueToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tenant's API keys. */
@Path("/api/v1/api-keys")
public class ApiKeyResource {

    private static final Duration LONGEST_LIFE = Duration.ofDays(3 * 365);

    private final CurrentPrincipal current;
    private final ApiKeys keys;
    private final Clock clock;
    private final Event<CredentialEnded> ended;
    private final SecureRandom random = new SecureRandom();

    ApiKeyResource(
            CurrentPrincipal current, ApiKeys keys, Clock clock, Event<CredentialEnded> ended) {
        this.current = current;
        this.keys = keys;
        this.clock = clock;
        this.ended = ended;
    }

    @GET
    public Uni<ApiKeyView.Page> list() {
        var who = current.allowedTo(new Act.ListApiKeys());
        return keys.of(who.tenant()).map(ApiKeyResource::page);
    }

    @POST
    public Uni<Response> create(@NotNull @Valid NewApiKey wish) {
        var scopes = scopes(wish.scopes());
        var who = current.allowedTo(new Act.CreateApiKey(scopes));
        var now = clock.instant();
        var id = new ApiKeyId(UuidV7.at(now, random));
        var token = OpaqueToken.newToken(tokenPrefix(id), random);
        var key = key(id, who, wish.name(), scopes, now, expiry(wish.expiresIn(), now));
        return keys.create(key, TokenHash.of(token), who.subject())
                .replaceWith(() -> Response.status(201).entity(ApiKeyView.of(key, token)).build());
    }

    @DELETE
    @Path("/{id}")
    public Uni<Response> revoke(@PathParam("id") String id) {
        var who = current.allowedTo(new Act.RevokeApiKey());
        return keys.revoke(who.tenant(), parse(id), who.subject(), clock.instant())
                .map(this::revoked);
    }

    private Response revoked(boolean known) {
        if (!known) {
            throw unknownKey();
        }
        ended.fire(new CredentialEnded());
        return Response.noContent().build();
    }

    private static ApiKey key(
            ApiKeyId id,
            Principal who,
            String name,
            Set<Scope> scopes,
            Instant now,
            @Nullable Instant expiresAt) {
        return new ApiKey(id, who.tenant(), name, scopes, now, expiresAt, null, null);
    }

    /** The id inside the token lets a person match a token with the list. */
    private static String tokenPrefix(ApiKeyId id) {
        return "certyn_live_" + id.toString().substring("key_".length());
    }

    private static Set<Scope> scopes(List<String> names) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < names.size(); i++) {
            var pointer = "/scopes/" + i;
            scopes.add(Scope.of(names.get(i)).orElseThrow(() -> invalid(pointer, "no such scope")));
        }
        return scopes;
    }

    private static @Nullable Instant expiry(@Nullable Duration life, Instant now) {
        if (life == null) {
            return null;
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw invalid("/expiresIn", "must be more than nothing and at most three years");
        }
        return now.plus(life);
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                Problem.unprocessable("invalid-fields", "Some fields are not valid")
                        .withErrors(List.of(new FieldError(pointer, "invalid", detail))));
    }

    private static ApiKeyId parse(String id) {
        try {
            return ApiKeyId.parse(id);
        } catch (IllegalArgumentException _) {
            throw unknownKey();
        }
    }

    private static ProblemException unknownKey() {
        return new ProblemException(Problem.notFound("unknown-api-key", "There is no such key"));
    }

    private static ApiKeyView.Page page(List<ApiKey> keys) {
        return new ApiKeyView.Page(
                keys.stream().map(ApiKeyView::of).toList(), new ApiKeyView.PageInfo(null, false));
    }
}

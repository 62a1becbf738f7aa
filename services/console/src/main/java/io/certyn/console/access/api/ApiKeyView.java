package io.certyn.console.access.api;

import io.certyn.console.access.ApiKey;
import io.certyn.console.access.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API key as its tenant sees it; the token only in the answer that created it. */
public record ApiKeyView(
        String id,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String token) {

    /** A page of keys; there is one page, since the number of keys has a limit. */
    public record Page(List<ApiKeyView> items, PageInfo page) {}

    /** Where the list goes on. */
    public record PageInfo(@Nullable String next, boolean hasMore) {}

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(ApiKey key, @Nullable String token) {
        return new ApiKeyView(
                key.id().toString(),
                key.name(),
                Scope.wires(key.scopes()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                token);
    }
}

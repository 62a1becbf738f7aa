package io.certyn.console.access;

import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine's standing permission; its secret is known to its holder only. */
public record ApiKey(
        ApiKeyId id,
        TenantId tenant,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public Principal holder() {
        return new Principal.Machine(tenant, id, name, scopes);
    }
}

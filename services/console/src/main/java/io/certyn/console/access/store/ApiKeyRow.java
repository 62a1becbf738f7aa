package io.certyn.console.access.store;

import io.certyn.console.access.ApiKey;
import io.certyn.console.access.Scope;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Entity(name = "ApiKeyRow")
@Table(name = "api_key")
class ApiKeyRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column String name;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column String scopes;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    @Column(name = "last_used_at")
    @Nullable Instant lastUsedAt;

    ApiKey toKey() {
        return new ApiKey(
                new ApiKeyId(id),
                new TenantId(tenant),
                name,
                scopes(scopes),
                createdAt,
                expiresAt,
                revokedAt,
                lastUsedAt);
    }

    static String text(Set<Scope> scopes) {
        return String.join(" ", Scope.wires(scopes));
    }

    /** A scope that a newer version wrote and this one does not know gives no right. */
    private static Set<Scope> scopes(String text) {
        return Stream.of(text.split(" "))
                .flatMap(name -> Scope.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}

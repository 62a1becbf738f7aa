package io.certyn.console.access.store;

import io.certyn.console.access.ApiKey;
import io.certyn.console.audit.AuditEntry;
import io.certyn.console.audit.store.AuditTrail;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps API keys, each under the hash of its token. */
@ApplicationScoped
public class ApiKeys {

    /** How exact the time of the last use is; a write per request would be dear. */
    private static final Duration LAST_USE = Duration.ofMinutes(1);

    private static final int MOST_LISTED = 200;

    private final AuditTrail trail;

    ApiKeys(AuditTrail trail) {
        this.trail = trail;
    }

    public Uni<Optional<ApiKey>> withHash(byte[] tokenHash, Instant now) {
        return Panache.withTransaction(() ->
                row(tokenHash)
                        .onItem()
                        .ifNotNull()
                        .invoke(row -> noteUse(row, now))
                        .map(row -> Optional.ofNullable(row).map(ApiKeyRow::toKey)));
    }

    public Uni<Void> create(ApiKey key, byte[] tokenHash, String actor) {
        return Panache.withTransaction(() -> store(key, tokenHash, actor));
    }

    /** Newest first. */
    public Uni<List<ApiKey>> of(TenantId tenant) {
        return Panache.withSession(() ->
                ApiKeyRow.<ApiKeyRow>find("tenant", Sort.descending("id"), tenant.value())
                        .page(Page.ofSize(MOST_LISTED))
                        .list()
                        .map(rows -> rows.stream().map(ApiKeyRow::toKey).toList()));
    }

    /** Whether the tenant has such a key; revoking twice is revoking once. */
    public Uni<Boolean> revoke(TenantId tenant, ApiKeyId id, String actor, Instant now) {
        return Panache.withTransaction(() ->
                ApiKeyRow.<ApiKeyRow>find("tenant = ?1 and id = ?2", tenant.value(), id.value())
                        .firstResult()
                        .call(row -> end(row, actor, now))
                        .map(row -> row != null));
    }

    Uni<Void> store(ApiKey key, byte[] tokenHash, String actor) {
        var row = new ApiKeyRow();
        row.id = key.id().value();
        row.tenant = key.tenant().value();
        row.name = key.name();
        row.tokenHash = tokenHash;
        row.scopes = ApiKeyRow.text(key.scopes());
        row.createdBy = actor;
        row.createdAt = key.createdAt();
        row.expiresAt = key.expiresAt();
        var entry =
                AuditEntry.of(
                        key.tenant(),
                        actor,
                        "api_key.created",
                        key.id().toString(),
                        key.createdAt());
        return row.persist()
                .chain(() -> trail.add(entry.with(Map.of("name", row.name, "scopes", row.scopes))));
    }

    static Uni<@Nullable ApiKeyRow> row(byte[] tokenHash) {
        return ApiKeyRow.<ApiKeyRow>find("tokenHash", (Object) tokenHash).firstResult();
    }

    private Uni<Void> end(@Nullable ApiKeyRow row, String actor, Instant now) {
        if (row == null || row.revokedAt != null) {
            return Uni.createFrom().voidItem();
        }
        row.revokedAt = now;
        var key = row.toKey();
        return trail.add(
                AuditEntry.of(key.tenant(), actor, "api_key.revoked", key.id().toString(), now));
    }

    private static void noteUse(ApiKeyRow row, Instant now) {
        if (row.lastUsedAt == null || row.lastUsedAt.isBefore(now.minus(LAST_USE))) {
            row.lastUsedAt = now;
        }
    }
}

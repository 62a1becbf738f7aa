package io.certyn.console.access.store;

import io.certyn.console.access.ApiKey;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps tenants; a fresh installation has one, {@code local}. */
@ApplicationScoped
public class Tenants {

    public static final String LOCAL = "local";

    /** Two consoles that start at once must not both create the tenant or its first key. */
    private static final long BOOTSTRAP_LOCK = 0x6365_7274_796eL;

    private final ApiKeys keys;
    private final SecureRandom random = new SecureRandom();

    Tenants(ApiKeys keys) {
        this.keys = keys;
    }

    /** The tenant {@code local}, made now if it is missing. */
    public Uni<TenantId> local(Instant now) {
        return Panache.withTransaction(() -> locked().chain(() -> ensureLocal(now)));
    }

    /** Makes sure the tenant {@code local} has this key; true when it was stored now. */
    public Uni<Boolean> bootstrap(byte[] tokenHash, Instant now, Function<TenantId, ApiKey> key) {
        return Panache.withTransaction(() ->
                locked().chain(() -> ensureLocal(now))
                        .chain(tenant -> ensureKey(tokenHash, key.apply(tenant))));
    }

    private Uni<Boolean> ensureKey(byte[] tokenHash, ApiKey key) {
        return ApiKeys.row(tokenHash)
                .chain(known ->
                        known == null
                                ? keys.store(key, tokenHash, "system:bootstrap").replaceWith(true)
                                : Uni.createFrom().item(false));
    }

    private Uni<TenantId> ensureLocal(Instant now) {
        return TenantRow.<TenantRow>find("slug", LOCAL)
                .firstResult()
                .chain(known -> known == null ? create(now) : Uni.createFrom().item(known))
                .map(row -> new TenantId(row.id));
    }

    private Uni<TenantRow> create(Instant now) {
        var row = new TenantRow();
        row.id = UuidV7.at(now, random);
        row.slug = LOCAL;
        row.name = "Local";
        row.createdAt = now;
        return row.persist();
    }

    private static Uni<Void> locked() {
        return Panache.getSession().chain(Tenants::lock);
    }

    private static Uni<Void> lock(Mutiny.Session session) {
        return session.createNativeQuery(
                        "select pg_advisory_xact_lock(" + BOOTSTRAP_LOCK + ")::text")
                .getSingleResult()
                .replaceWithVoid();
    }
}

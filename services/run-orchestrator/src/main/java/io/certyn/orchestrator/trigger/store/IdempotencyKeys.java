package io.certyn.orchestrator.trigger.store;

import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.trigger.Claim;
import io.certyn.orchestrator.trigger.IdempotencyKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keeps idempotency keys for a day. */
@ApplicationScoped
public class IdempotencyKeys {

    private final NewIds ids;
    private final InstantSource clock;

    public IdempotencyKeys(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether the request was answered before. */
    public Uni<Claim> look(IdempotencyKey key) {
        return Panache.withSession(() -> row(key)).map(row -> claim(key, row));
    }

    /**
     * Takes the key, inside the transaction that does the work. Where another transaction holds it,
     * this waits for that one's end: of any number of equal requests at once, one does the work.
     */
    public Uni<Claim> take(IdempotencyKey key) {
        return insert(key)
                .chain(taken ->
                        taken
                                ? Uni.createFrom().item(new Claim.Fresh())
                                : row(key).map(row -> claim(key, row)));
    }

    /** Inside the transaction that has taken the key. */
    public Uni<Void> answer(IdempotencyKey key, String answer) {
        return IdempotencyKeyRow.update(
                        "answer = ?1 where tenant = ?2 and route = ?3 and key = ?4",
                        answer,
                        key.tenant().value(),
                        key.route(),
                        key.key())
                .replaceWithVoid();
    }

    public Uni<Long> forgetExpired() {
        return Panache.withTransaction(
                () -> IdempotencyKeyRow.delete("expiresAt <= ?1", clock.instant()));
    }

    private Uni<Boolean> insert(IdempotencyKey key) {
        Instant now = clock.instant();
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        """
                                        insert into idempotency_key
                                            (id, tenant_id, route, key, request_sha256, expires_at)
                                        values (:id, :tenant, :route, :key, :sha256, :expires)
                                        on conflict (tenant_id, route, key) do update
                                        set id = excluded.id,
                                            request_sha256 = excluded.request_sha256,
                                            answer = null,
                                            expires_at = excluded.expires_at
                                        where idempotency_key.expires_at <= :now
                                        """)
                                .setParameter("id", ids.next())
                                .setParameter("tenant", key.tenant().value())
                                .setParameter("route", key.route())
                                .setParameter("key", key.key())
                                .setParameter("sha256", key.requestSha256())
                                .setParameter("expires", now.plus(IdempotencyKey.LIFE))
                                .setParameter("now", now)
                                .executeUpdate())
                .map(rows -> rows == 1);
    }

    private Uni<@Nullable IdempotencyKeyRow> row(IdempotencyKey key) {
        return IdempotencyKeyRow.<IdempotencyKeyRow>find(
                        "tenant = ?1 and route = ?2 and key = ?3 and expiresAt > ?4",
                        key.tenant().value(),
                        key.route(),
                        key.key(),
                        clock.instant())
                .firstResult();
    }

    private static Claim claim(IdempotencyKey key, @Nullable IdempotencyKeyRow row) {
        // A row without an answer was taken by a transaction that has not ended: not seen by
        // others.
        if (row == null || row.answer == null) {
            return new Claim.Fresh();
        }
        return row.requestSha256.equals(key.requestSha256())
                ? new Claim.Answered(row.answer)
                : new Claim.Reused();
    }
}

package io.certyn.broker.token.store;

import io.certyn.broker.Columns;
import io.certyn.broker.NewIds;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.token.NewToken;
import io.certyn.broker.token.RegistrationToken;
import io.certyn.broker.token.TokenMode;
import io.certyn.ids.PoolId;
import io.certyn.ids.RegistrationTokenId;
import io.certyn.ids.TenantId;
import io.certyn.security.OpaqueToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps registration tokens, by their HMAC only. */
@ApplicationScoped
public class RegistrationTokens {

    private static final String INSERT =
            """
            insert into registration_token (token_hmac, tenant_id, pool_id, mode, max_uses, expires_at,
                created_by, token_id)
            values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 millisecond', $7, $8)
            returning expires_at
            """;

    private static final String LIST =
            """
            select *, clock_timestamp() as now from registration_token
            where tenant_id = $1 and pool_id = $2 and ($3::uuid is null or token_id > $3)
            order by token_id limit $4
            """;

    /** Asked again, it was revoked when it first was. */
    private static final String REVOKE =
            """
            update registration_token set revoked_at = coalesce(revoked_at, clock_timestamp())
            where tenant_id = $1 and pool_id = $2 and token_id = $3
            returning *, clock_timestamp() as now
            """;

    private final Pool pool;
    private final TokenKey key;
    private final NewIds ids;
    private final SecureRandom random = new SecureRandom();

    RegistrationTokens(Pool pool, TokenKey key, NewIds ids) {
        this.pool = pool;
        this.key = key;
        this.ids = ids;
    }

    /** A token as it is shown, this one time. */
    public record Issued(RegistrationTokenId id, String token, Instant expiresAt) {

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return id + " until " + expiresAt;
        }
    }

    public Uni<Issued> issue(RunnerPool owner, NewToken wish, String createdBy) {
        var token = OpaqueToken.newToken(TokenKey.PREFIX, random);
        var id = new RegistrationTokenId(ids.next());
        return pool.preparedQuery(INSERT)
                .execute(
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(key.hmac(token)))
                                .addUUID(owner.tenant().value())
                                .addUUID(owner.id().value())
                                .addString(wish.mode().wire())
                                .addInteger(wish.maxUses())
                                .addLong(wish.life().toMillis())
                                .addString(createdBy)
                                .addUUID(id.value()))
                .map(rows -> Columns.instant(rows.iterator().next(), "expires_at"))
                .map(until -> new Issued(id, token, until));
    }

    /**
     * A token as anybody may see it who manages runners.
     *
     * @param revokedAt null while it was not
     * @param opensNow whether it would let a new runner in at this moment
     */
    public record Listed(
            RegistrationTokenId id,
            TokenMode mode,
            RegistrationToken token,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,
            boolean opensNow) {}

    /** A pool's tokens in the order of their ids, after the given one. */
    public Uni<List<Listed>> list(RunnerPool owner, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(owner.tenant().value(), owner.id().value(), after, limit))
                .map(rows -> Columns.all(rows, RegistrationTokens::listed));
    }

    /** From now on it lets nobody in; runners that it let in stay. Empty if there is none. */
    public Uni<Optional<Listed>> revoke(RunnerPool owner, RegistrationTokenId id) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(owner.tenant().value(), owner.id().value(), id.value()))
                .map(rows -> Columns.first(rows, RegistrationTokens::listed));
    }

    private static Listed listed(Row row) {
        var token = token(row);
        var mode = row.getString("mode");
        var use = token.use(token.pool(), false, Columns.instant(row, "now"));
        return new Listed(
                new RegistrationTokenId(row.getUUID("token_id")),
                TokenMode.of(mode)
                        .orElseThrow(() -> new IllegalStateException("mode of token: " + mode)),
                token,
                row.getString("created_by"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "revoked_at"),
                use instanceof RegistrationToken.Use.Accepted);
    }

    /** Locks a token for the transaction in which it is used; empty if there is none. */
    public static Uni<Optional<RegistrationToken>> lock(SqlConnection connection, Buffer hmac) {
        return connection
                .preparedQuery("select * from registration_token where token_hmac = $1 for update")
                .execute(Tuple.tuple().addBuffer(hmac))
                .map(rows -> Columns.first(rows, RegistrationTokens::token));
    }

    public static Uni<Void> keep(SqlConnection connection, Buffer hmac, RegistrationToken token) {
        return connection
                .preparedQuery("update registration_token set used = $2 where token_hmac = $1")
                .execute(Tuple.tuple().addBuffer(hmac).addInteger(token.used()))
                .replaceWithVoid();
    }

    private static RegistrationToken token(Row row) {
        return new RegistrationToken(
                new TenantId(row.getUUID("tenant_id")),
                new PoolId(row.getUUID("pool_id")),
                row.getInteger("max_uses"),
                row.getInteger("used"),
                Columns.instant(row, "expires_at"),
                row.getOffsetDateTime("revoked_at") != null);
    }
}

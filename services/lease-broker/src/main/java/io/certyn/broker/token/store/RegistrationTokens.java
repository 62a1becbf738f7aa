package io.certyn.broker.token.store;

import io.certyn.broker.Columns;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.token.NewToken;
import io.certyn.broker.token.RegistrationToken;
import io.certyn.ids.PoolId;
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
import java.util.Optional;

/** Keeps registration tokens, by their HMAC only. */
@ApplicationScoped
public class RegistrationTokens {

    private static final String INSERT =
            """
            insert into registration_token (token_hmac, tenant_id, pool_id, mode, max_uses, expires_at,
                created_by)
            values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 millisecond', $7)
            returning expires_at
            """;

    private final Pool pool;
    private final TokenKey key;
    private final SecureRandom random = new SecureRandom();

    RegistrationTokens(Pool pool, TokenKey key) {
        this.pool = pool;
        this.key = key;
    }

    /** A token as it is shown, this one time. */
    public record Issued(String token, Instant expiresAt) {

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "token until " + expiresAt;
        }
    }

    public Uni<Issued> issue(RunnerPool owner, NewToken wish, String createdBy) {
        var token = OpaqueToken.newToken(TokenKey.PREFIX, random);
        return pool.preparedQuery(INSERT)
                .execute(
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(key.hmac(token)))
                                .addUUID(owner.tenant().value())
                                .addUUID(owner.id().value())
                                .addString(wish.mode().wire())
                                .addInteger(wish.maxUses())
                                .addLong(wish.life().toMillis())
                                .addString(createdBy))
                .map(rows ->
                        new Issued(token, Columns.instant(rows.iterator().next(), "expires_at")));
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
                Columns.instant(row, "expires_at"));
    }
}

package io.certyn.broker.runner.store;

import io.certyn.broker.Columns;
import io.certyn.broker.NewIds;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.runner.Enrolment;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.broker.token.RegistrationToken;
import io.certyn.broker.token.store.RegistrationTokens;
import io.certyn.broker.token.store.TokenKey;
import io.certyn.ids.RunnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Turns registration tokens into runners. */
@ApplicationScoped
public class Registrations {

    private static final String KNOWN =
            "select * from runner where token_hmac = $1 and public_key = $2";

    private static final String POOL =
            """
            select kind, state, max_runners, clock_timestamp() as now,
                (select count(*) from runner r where r.pool_id = p.pool_id
                    and r.revoked_at is null) as runners
            from pool p where pool_id = $1
            """;

    private static final String INSERT =
            """
            insert into runner (runner_id, tenant_id, pool_id, name, public_key, token_hmac, host_id,
                slots, labels, version, executor, pool_active)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, p.state = 'active'
            from pool p where p.pool_id = $3
            for share of p
            """;

    private static final String HEARTBEAT =
            "insert into runner_heartbeat (runner_id, tenant_id) values ($1, $2)";

    private final Pool pool;
    private final TokenKey key;
    private final NewIds ids;
    private final Rollout rollout;

    Registrations(Pool pool, TokenKey key, NewIds ids, Rollout rollout) {
        this.pool = pool;
        this.key = key;
        this.ids = ids;
        this.rollout = rollout;
    }

    /** What came of an introduction. */
    public sealed interface Outcome {

        record Registered(RunnerIdentity runner, PoolKind kind) implements Outcome {}

        /** The token opens nothing; the reason is for the log. */
        record Refused(String reason) implements Outcome {}

        /** The pool has as many runners as it may. */
        record Full() implements Outcome {}

        /** The pool takes no runners. */
        record Disabled() implements Outcome {}

        /** The pool's tenant may not use self-hosted runners. */
        record Closed() implements Outcome {}
    }

    /** The same token and key always give the same runner. */
    public Uni<Outcome> register(String token, Enrolment enrolment) {
        if (!key.wellFormed(token)) {
            return refused("MALFORMED");
        }
        var hmac = Buffer.buffer(key.hmac(token));
        return pool.withTransaction(connection ->
                RegistrationTokens.lock(connection, hmac)
                        .chain(found ->
                                found.map(known -> use(connection, hmac, known, enrolment))
                                        .orElseGet(() -> refused("UNKNOWN"))));
    }

    private Uni<Outcome> use(
            SqlConnection connection, Buffer hmac, RegistrationToken token, Enrolment enrolment) {
        return Uni.combine()
                .all()
                .unis(known(connection, hmac, enrolment), room(connection, token))
                .asTuple()
                .chain(read ->
                        use(
                                new Attempt(connection, hmac, enrolment, read.getItem2()),
                                token,
                                read.getItem1()));
    }

    /** A runner that registered with this token and key before. */
    private record Known(RunnerIdentity runner, boolean revoked) {}

    private record Room(PoolKind kind, PoolState state, boolean full, Instant now) {}

    private record Attempt(SqlConnection connection, Buffer hmac, Enrolment enrolment, Room room) {}

    private Uni<Outcome> use(Attempt attempt, RegistrationToken token, Optional<Known> known) {
        if (known.isPresent() && known.get().revoked()) {
            return refused("RUNNER_REVOKED");
        }
        var use = token.use(attempt.enrolment().pool(), known.isPresent(), attempt.room().now());
        return switch (use) {
            case RegistrationToken.Use.Refused(var why) -> refused(why.name());
            case RegistrationToken.Use.Accepted(var after) ->
                    known.map(before -> registered(before.runner(), attempt.room()))
                            .orElseGet(() -> admit(attempt, after));
        };
    }

    private Uni<Outcome> admit(Attempt attempt, RegistrationToken used) {
        if (!rollout.isOpen(attempt.room().kind(), used.tenant())) {
            return Uni.createFrom().item(new Outcome.Closed());
        }
        if (attempt.room().state() == PoolState.DISABLED) {
            return Uni.createFrom().item(new Outcome.Disabled());
        }
        return attempt.room().full()
                ? Uni.createFrom().item(new Outcome.Full())
                : create(attempt, used);
    }

    private Uni<Outcome> create(Attempt attempt, RegistrationToken used) {
        var runner = new RunnerIdentity(new RunnerId(ids.next()), used.tenant(), used.pool());
        var connection = attempt.connection();
        return connection
                .preparedQuery(INSERT)
                .execute(row(runner, attempt))
                .chain(() ->
                        connection
                                .preparedQuery(HEARTBEAT)
                                .execute(
                                        Tuple.of(runner.runner().value(), runner.tenant().value())))
                .chain(() -> RegistrationTokens.keep(connection, attempt.hmac(), used))
                .chain(() -> registered(runner, attempt.room()));
    }

    private static Tuple row(RunnerIdentity runner, Attempt attempt) {
        var enrolment = attempt.enrolment();
        var machine = enrolment.machine();
        return Tuple.tuple()
                .addUUID(runner.runner().value())
                .addUUID(runner.tenant().value())
                .addUUID(runner.pool().value())
                .addString(enrolment.name())
                .addString(enrolment.publicKey())
                .addBuffer(attempt.hmac())
                .addString(machine.host())
                .addInteger(machine.slots())
                .addJsonObject(Columns.of(machine.labels()))
                .addString(machine.version())
                .addString(machine.executor());
    }

    private static Uni<Optional<Known>> known(
            SqlConnection connection, Buffer hmac, Enrolment enrolment) {
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.tuple().addBuffer(hmac).addString(enrolment.publicKey()))
                .map(rows -> Columns.first(rows, Registrations::known));
    }

    private static Known known(Row row) {
        return new Known(RunnerRows.identity(row), row.getOffsetDateTime("revoked_at") != null);
    }

    private static Uni<Room> room(SqlConnection connection, RegistrationToken token) {
        return connection
                .preparedQuery(POOL)
                .execute(Tuple.of(token.pool().value()))
                .map(rows -> room(rows.iterator().next()));
    }

    private static Room room(Row row) {
        return new Room(
                Runners.kind(row),
                PoolState.of(row.getString("state")),
                row.getLong("runners") >= row.getInteger("max_runners"),
                Columns.instant(row, "now"));
    }

    private static Uni<Outcome> registered(RunnerIdentity runner, Room room) {
        return Uni.createFrom().item(new Outcome.Registered(runner, room.kind()));
    }

    private static Uni<Outcome> refused(String reason) {
        return Uni.createFrom().item(new Outcome.Refused(reason));
    }
}

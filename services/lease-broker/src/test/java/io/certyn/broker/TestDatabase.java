package io.certyn.broker;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.testing.backing.BackingServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** Moves time on in the broker's tables, so that no test has to wait for it. */
public final class TestDatabase {

    private TestDatabase() {}

    /** The holder of this session has been silent for longer than its time to live. */
    public static void expire(String session) {
        update("update sweep_guard set no_expiry_before = now() - interval '1 hour'");
        update(
                "update lease set expires_at = now() - interval '1 second' where session_id = ?",
                SessionId.parse(session).value());
    }

    /** Its holder has just this moment left to renew it. */
    static void almostExpire(String session) {
        update(
                "update lease set expires_at = now() + interval '10 seconds' where session_id = ?",
                SessionId.parse(session).value());
    }

    static void overdue(String session) {
        update(
                "update lease set state_deadline = now() - interval '1 second'"
                        + " where session_id = ?",
                SessionId.parse(session).value());
    }

    /** As if the pool had been made while self-hosted runners were still open to its tenant. */
    static void selfHosted(String pool) {
        update(
                "update pool set kind = 'self_hosted' where pool_id = ?",
                PoolId.parse(pool).value());
    }

    /** As if the oldest release had been raised while the runner runs. */
    static void outdate(String runner) {
        update(
                "update runner set version = '0.8.0' where runner_id = ?",
                RunnerId.parse(runner).value());
    }

    static void drain(String runner) {
        update(
                "update runner set desired = 'draining' where runner_id = ?",
                RunnerId.parse(runner).value());
    }

    /** So many sessions that have waited for a minute with these labels, as JSON. */
    static void queue(TenantId tenant, String pool, String labels, int sessions) {
        update(
                """
                insert into session_queue (session_id, tenant_id, shard, pool_id, run_id, priority,
                    labels, retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch,
                    attempts, enqueued_at, queue_deadline, not_before)
                select gen_random_uuid(), ?, 0, ?, gen_random_uuid(), 2, '%s', 'ALWAYS', 2, 60000,
                    60000, 0, 0, now() - interval '1 minute', now() + interval '1 hour', now()
                from generate_series(1, %d)
                """
                        .formatted(labels, sessions),
                tenant.value(),
                PoolId.parse(pool).value());
    }

    public static long count(String sql, UUID id) {
        try (var connection = open();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void update(String sql, UUID... ids) {
        try (var connection = open();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setObject(i + 1, ids[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static Connection open() throws SQLException {
        var database = BackingServices.postgres("broker");
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }
}

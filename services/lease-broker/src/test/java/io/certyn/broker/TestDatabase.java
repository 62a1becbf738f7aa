package io.certyn.broker;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.testing.backing.BackingServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** Moves time on in the broker's tables, so that no test has to wait for it. */
final class TestDatabase {

    private TestDatabase() {}

    /** The holder of this session has been silent for longer than its time to live. */
    static void expire(String session) {
        update("update sweep_guard set no_expiry_before = now() - interval '1 hour'");
        update(
                "update lease set expires_at = now() - interval '1 second' where session_id = ?",
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

    static long count(String sql, UUID id) {
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

    private static Connection open() throws SQLException {
        var database = BackingServices.postgres("broker");
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }
}

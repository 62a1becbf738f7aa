package io.certyn.console.testing;

import io.certyn.testing.backing.BackingServices;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The console's database, looked at from outside. */
public final class ConsoleDatabase {

    private ConsoleDatabase() {}

    public static void run(String sql) {
        var database = BackingServices.postgres("console");
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static long count(String from) {
        var database = BackingServices.postgres("console");
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(from, e);
        }
    }
}

package io.certyn.local.postgres;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** The superuser of a running {@link LocalPostgres}, for whoever may read its data directory. */
public final class PostgresAdmin {

    private static final String HOST = "127.0.0.1";
    private static final String SUPERUSER = "postgres";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    private final int port;
    private final String password;

    PostgresAdmin(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /** The administrator of the server that runs on this directory. */
    public static PostgresAdmin of(Path dataDirectory) {
        try {
            return new PostgresAdmin(
                    Integer.parseInt(Files.readString(dataDirectory.resolve("port")).strip()),
                    Files.readString(dataDirectory.resolve("superuser-password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL was started in " + dataDirectory, e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** The URL as Vert.x' reactive client reads it. */
    public String reactiveUrl(String database) {
        return "postgresql://" + HOST + ":" + port + "/" + database;
    }

    /**
     * Makes role {@code name} with this password and schema {@code name} owned by it; the role sees
     * just its schema. What exists is kept, the password is set anew.
     */
    public void createService(String name, String servicePassword) {
        execute(
                LocalPostgres.DATABASE,
                """
                DO $do$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN;
                    END IF;
                END $do$;
                ALTER ROLE %1$s PASSWORD %2$s;
                ALTER ROLE %1$s SET search_path = %1$s;
                CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s;
                """
                        .formatted(checked(name), literal(servicePassword)));
    }

    /** A connection as superuser, for looking in from outside in tests and by operators. */
    public Connection connect(String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {HOST});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(SUPERUSER);
        source.setPassword(password);
        source.setSslMode("disable");
        source.setConnectTimeout(5);
        source.setLoginTimeout(5);
        return source.getConnection();
    }

    /** Throws while the server does not take connections yet. */
    void ping() throws SQLException {
        connect(SUPERUSER).close();
    }

    void createDatabase() {
        try (var connection = connect(SUPERUSER);
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT FROM pg_database WHERE datname = '"
                                        + LocalPostgres.DATABASE
                                        + "'")) {
            if (found.next()) {
                return;
            }
        } catch (SQLException e) {
            throw new LocalStackException("PostgreSQL did not list its databases.", e);
        }
        execute(SUPERUSER, "CREATE DATABASE " + LocalPostgres.DATABASE);
        execute(LocalPostgres.DATABASE, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }

    private void execute(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            // The statement may hold a password, so the message names only the database.
            throw new LocalStackException(
                    "PostgreSQL refused a set-up statement in database " + database + ".", e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("service name " + name);
        }
        return name;
    }

    private static String literal(String text) {
        return "'" + Objects.requireNonNull(text).replace("'", "''") + "'";
    }
}

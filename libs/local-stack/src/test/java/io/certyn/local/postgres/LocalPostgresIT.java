package io.certyn.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

    @TempDir Path directory;

    @Test
    void committedRowsAndThePortSurviveAKilledServer() throws Exception {
        // Given
        int port;
        try (var postgres = LocalPostgres.start(directory)) {
            port = postgres.port();
            postgres.createService("shop", "first");
            try (var connection = connect(postgres, "shop", "first")) {
                execute(connection, "CREATE TABLE item (name text)");
                execute(connection, "INSERT INTO item VALUES ('kept')");
            }
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            postgres.onExit().get(5, TimeUnit.SECONDS);
        }

        // When
        try (var postgres = LocalPostgres.start(directory)) {
            postgres.createService("shop", "second");

            // Then
            assertThat(postgres.port()).isEqualTo(port);
            try (var connection = connect(postgres, "shop", "second")) {
                assertThat(single(connection, "SELECT name FROM item")).isEqualTo("kept");
                assertThat(single(connection, "SHOW fsync")).isEqualTo("on");
                assertThat(single(connection, "SHOW synchronous_commit")).isEqualTo("on");
            }
        }
    }

    @Test
    void aServerLeftBehindByAKilledParentIsStoppedBeforeTheNewOneStarts() throws Exception {
        // Given
        try (var leftover = LocalPostgres.start(directory)) {
            try (var postgres = LocalPostgres.start(directory)) {

                // When
                var pid = postgres.pid();

                // Then
                assertThat(leftover.isAlive()).isFalse();
                assertThat(pid).isNotEqualTo(leftover.pid());
                assertThat(postgres.port()).isEqualTo(leftover.port());
            }
        }
    }

    @Test
    void aPidFileThatNamesAForeignProcessHarmsNobody() throws Exception {
        // Given
        LocalPostgres.start(directory).close();
        var foreigner = new ProcessBuilder("sleep", "60").start();
        Files.writeString(
                directory.resolve("cluster/postmaster.pid"),
                foreigner.pid() + "\n" + directory.resolve("cluster") + "\n");

        // When
        try (var postgres = LocalPostgres.start(directory)) {

            // Then
            assertThat(postgres.isAlive()).isTrue();
            assertThat(foreigner.isAlive()).isTrue();
        } finally {
            foreigner.destroyForcibly();
        }
    }

    @Test
    void aServiceSeesItsOwnSchemaOnly() throws Exception {
        try (var postgres = LocalPostgres.start(directory)) {
            // Given
            postgres.createService("shop", "s");
            postgres.createService("stock", "t");
            try (var connection = connect(postgres, "stock", "t")) {
                execute(connection, "CREATE TABLE secret (name text)");
            }

            // When
            try (var connection = connect(postgres, "shop", "s")) {

                // Then
                assertThat(single(connection, "SELECT current_schema()")).isEqualTo("shop");
                assertThatThrownBy(() -> single(connection, "SELECT name FROM stock.secret"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var postgres = LocalPostgres.start(directory)) {
            // Given
            postgres.createService("shop", "right");

            // When, Then
            assertThatThrownBy(() -> connect(postgres, "shop", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamedInTheError() throws IOException {
        // Given
        var file = Files.createFile(directory.resolve("file"));

        // When, Then
        assertThatThrownBy(() -> LocalPostgres.start(file))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file.toString());
    }

    private static Connection connect(LocalPostgres postgres, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(LocalPostgres.DATABASE), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

package io.certyn.broker.e2e;

import io.certyn.broker.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Looks at the database, over and over, for what must not be at any moment. */
final class Auditor implements AutoCloseable {

    /** One statement, hence one moment. */
    private static final String WRONG =
            """
            select
                (select count(*) from session_queue join lease using (session_id))
                + (select count(*) from session_queue
                    join lease_history h using (session_id) where h.finished)
                + (select count(*) from lease
                    join lease_history h using (session_id) where h.finished)
            """;

    private final Connection connection;
    private final CompletableFuture<Long> looking;
    private volatile boolean enough;

    Auditor() throws SQLException {
        connection = TestDatabase.open();
        looking =
                CompletableFuture.supplyAsync(
                        this::look, task -> Thread.ofPlatform().name("auditor").start(task));
    }

    private long look() {
        long looks = 0;
        try (var statement = connection.createStatement()) {
            do {
                try (var rows = statement.executeQuery(WRONG)) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        throw new AssertionError("sessions in two places: " + rows.getLong(1));
                    }
                }
                looks++;
            } while (!enough);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return looks;
    }

    /** Ends it; how many times it looked and found nothing wrong. */
    long looks() {
        enough = true;
        return looking.join();
    }

    @Override
    public void close() throws SQLException {
        enough = true;
        looking.exceptionally(_ -> 0L).join();
        connection.close();
    }
}

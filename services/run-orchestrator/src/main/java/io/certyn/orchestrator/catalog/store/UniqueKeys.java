package io.certyn.orchestrator.catalog.store;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a taken unique key from other failures of the database. */
final class UniqueKeys {

    private static final String UNIQUE_VIOLATION = "23505";

    private UniqueKeys() {}

    static boolean isTaken(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var state =
                    switch (cause) {
                        case PgException answer -> answer.getSqlState();
                        case SQLException answer -> answer.getSQLState();
                        default -> null;
                    };
            if (UNIQUE_VIOLATION.equals(state)) {
                return true;
            }
        }
        return false;
    }
}

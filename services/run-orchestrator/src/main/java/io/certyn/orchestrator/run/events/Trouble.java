package io.certyn.orchestrator.run.events;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells trouble that passes, such as a database that is away, from what repeating cannot cure. */
final class Trouble {

    /** A chain longer than this is a cycle. */
    private static final int DEEPEST = 20;

    private Trouble() {}

    static boolean passes(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isAway(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case IOException _, TimeoutException _ -> true;
            case io.smallrye.mutiny.TimeoutException _ -> true;
            case PgException answer -> passes(answer.getSqlState());
            // The pool's time is up, or the connection went away beneath us.
            case VertxException _ -> true;
            default -> "Timeout".equals(cause.getMessage());
        };
    }

    /** Connection, resources, shutdown; serialization, deadlock or lock not available. */
    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.startsWith("40")
                        || sqlState.equals("55P03"));
    }
}

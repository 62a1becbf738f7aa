package io.certyn.problem.rest;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Tells a fault of the world, such as a database that is away, from a bug of ours. Drivers are
 * recognised by class name, since not every service has every driver.
 */
final class Faults {

    private static final Set<String> AWAY =
            Set.of(
                    "io.vertx.sqlclient.ClosedConnectionException",
                    "io.vertx.core.http.HttpClosedException",
                    "io.vertx.core.http.ConnectionPoolTooBusyException",
                    "io.netty.channel.StacklessClosedChannelException",
                    "io.smallrye.mutiny.TimeoutException",
                    "org.hibernate.exception.JDBCConnectionException",
                    "org.hibernate.exception.LockTimeoutException",
                    "org.hibernate.PessimisticLockException",
                    "org.hibernate.QueryTimeoutException");

    /** A chain longer than this is a cycle. */
    private static final int DEEPEST = 20;

    private Faults() {}

    static boolean isFault(Throwable exception) {
        var cause = exception;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isAway(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** One line for the log; the trace of a fault says nothing more. */
    static String describe(Throwable exception) {
        var root = exception;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException
                || cause instanceof TimeoutException
                || AWAY.contains(cause.getClass().getName())
                || isPoolTimeout(cause)
                || isServerFault(cause);
    }

    /** What the pool of the reactive client says when no connection came free in time. */
    private static boolean isPoolTimeout(Throwable cause) {
        return cause.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace")
                && "Timeout".equals(cause.getMessage());
    }

    /**
     * PostgreSQL ends its message with the SQL state: 08 connection, 53 resources, 55P03 lock not
     * available, 57P shutdown, 40 serialization or deadlock.
     */
    private static boolean isServerFault(Throwable cause) {
        var message = cause.getMessage();
        return cause.getClass().getName().equals("io.vertx.pgclient.PgException")
                && message != null
                && message.matches("(?s).*\\((08...|53...|40...|55P03|57P..)\\)$");
    }
}

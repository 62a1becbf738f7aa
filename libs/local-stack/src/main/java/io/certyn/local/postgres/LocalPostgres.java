package io.certyn.local.postgres;

import io.certyn.local.LocalStackException;
import io.certyn.local.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL server with one database, {@value #DATABASE}, in which each service has a role and a
 * schema of its own. The server is a child process of this JVM; a server left over from a killed
 * JVM is stopped before the new one starts.
 */
public final class LocalPostgres implements AutoCloseable {

    public static final String DATABASE = "certyn";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final PostgresAdmin admin;
    private final int port;
    private Process server;

    private LocalPostgres(Cluster cluster, PostgresAdmin admin, int port, Process server) {
        this.cluster = cluster;
        this.admin = admin;
        this.port = port;
        this.server = server;
    }

    /** Starts a durable server on the data of this directory, which is created when missing. */
    public static LocalPostgres start(Path dataDirectory) {
        return start(dataDirectory, Durability.DURABLE);
    }

    public static LocalPostgres start(Path dataDirectory, Durability durability) {
        var root = dataDirectory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + root + " cannot be created or written.", e);
        }
        var user = Unprivileged.ofThisProcess();
        var cluster = new Cluster(root, user, PostgresBinaries.unpackedUnder(user.cache()));
        stopLeftover(root);
        var password = cluster.initialized();
        var port = LoopbackPort.remembered(portFile(root));
        var admin = new PostgresAdmin(port, password);
        var postgres = new LocalPostgres(cluster, admin, port, cluster.launch(port, durability));
        try {
            postgres.awaitReady(durability);
            admin.createDatabase();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** Makes this the port of the next start on this directory, and of those after it. */
    public static void listenOn(Path dataDirectory, int port) {
        LoopbackPort.remember(portFile(dataDirectory.toAbsolutePath().normalize()), port);
    }

    /** Stops the server that a killed JVM left running on this directory, if there is one. */
    public static void stopLeftover(Path dataDirectory) {
        Cluster.stopLeftover(dataDirectory.toAbsolutePath().normalize());
    }

    public int port() {
        return port;
    }

    /** The process id of the postmaster. */
    public long pid() {
        return server.pid();
    }

    public boolean isAlive() {
        return server.isAlive();
    }

    /** Completes when the postmaster is gone, for whatever reason. */
    public CompletableFuture<?> onExit() {
        return server.onExit();
    }

    public PostgresAdmin admin() {
        return admin;
    }

    public String jdbcUrl(String database) {
        return admin.jdbcUrl(database);
    }

    public String reactiveUrl(String database) {
        return admin.reactiveUrl(database);
    }

    /** See {@link PostgresAdmin#createService}. */
    public void createService(String name, String password) {
        admin.createService(name, password);
    }

    /** Stops the server, at once but in order: open transactions are rolled back. */
    @Override
    public void close() {
        Cluster.stop(server.toHandle());
    }

    private static Path portFile(Path root) {
        return root.resolve("port");
    }

    private void awaitReady(Durability durability) {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                admin.ping();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw cluster.cannotStart("it did not answer within " + START_LIMIT, e);
                }
            }
            if (!server.isAlive()) {
                // Children of a killed postmaster hold its shared memory for a moment longer.
                if (!cluster.lastLogLines().contains("shared memory")) {
                    throw cluster.cannotStart(cluster.lastLogLines(), null);
                }
                server = cluster.launch(port, durability);
            }
            Cluster.pause(Duration.ofMillis(20));
        }
    }

    /** What a committed transaction survives. */
    public enum Durability {
        /** A power failure: every commit waits for the disk. */
        DURABLE,
        /** A killed server only; for tests, whose data nobody keeps. */
        PROCESS_ONLY
    }
}

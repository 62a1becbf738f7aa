package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Backing;
import io.certyn.events.Topics;
import io.certyn.ids.TenantId;
import io.certyn.security.Scopes;
import io.certyn.security.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * The lease-broker as a process of its own, on PostgreSQL and Kafka of its own. Its JVM is that of
 * its container image with the memory the cluster grants it.
 */
final class BrokerStack implements AutoCloseable {

    private static final String SERVICE = "lease-broker";
    private static final String ROLE = "broker";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** 70 % of the container's 512 MiB, as MaxRAMPercentage makes of them. */
    private static final String HEAP = "-Xmx358m";

    private static final String FORGET =
            "truncate session_queue, lease, lease_history, assignment, report_seq, command, outbox,"
                    + " inbox";
    private static final long TO_THE_END = -1;

    private final Path root;
    private final Backing backing;
    private final int port;
    private Process broker;
    private BrokerHttp http;

    private BrokerStack(Path root, Backing backing) throws IOException, InterruptedException {
        this.root = root;
        this.backing = backing;
        this.port = Backing.freePort();
        this.broker = launch();
        this.http = new BrokerHttp(url());
        awaitReady();
    }

    static BrokerStack start(Path root) throws IOException, InterruptedException {
        var backing = Backing.start(root);
        try {
            return new BrokerStack(root, backing);
        } catch (IOException | InterruptedException | RuntimeException e) {
            backing.close();
            throw e;
        }
    }

    /**
     * Stops the broker and forgets every session, requests on Kafka included; runners and their
     * pools stay known.
     */
    void stopAndForget() throws IOException, InterruptedException {
        stopBroker();
        try (var connection = database();
                var statement = connection.createStatement();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            statement.execute(FORGET);
            var requests = admin.describeTopics(List.of(Topics.SESSION_REQUESTS));
            var all = new HashMap<TopicPartition, RecordsToDelete>();
            for (var topic : requests.allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(one ->
                                all.put(
                                        new TopicPartition(topic.name(), one.partition()),
                                        RecordsToDelete.beforeOffset(TO_THE_END)));
            }
            admin.deleteRecords(all).all().get();
        } catch (SQLException | ExecutionException e) {
            throw new IOException("what was queued cannot be forgotten", e);
        }
    }

    /** Starts the broker on the data there is, and returns once it is ready. */
    void startBroker() throws IOException, InterruptedException {
        broker = launch();
        http = new BrokerHttp(url());
        awaitReady();
    }

    private void stopBroker() throws InterruptedException {
        http.close();
        broker.destroy();
        broker.waitFor();
    }

    BrokerHttp http() {
        return http;
    }

    String kafka() {
        return backing.kafka();
    }

    /** The broker's process id. */
    long pid() {
        return broker.pid();
    }

    /** A connection as the broker's own role. */
    Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), ROLE, ROLE);
    }

    Backing backing() {
        return backing;
    }

    /** Signs as the broker does, whose key lies beside its data. */
    TokenSigner signer() {
        return TokenSigner.load(SERVICE, backing.data().resolve("keys/lease-broker.key"));
    }

    /** What the console says in the name of somebody who manages this tenant's runners. */
    String managerOf(TenantId tenant) {
        return TokenSigner.load("console", backing.data().resolve("keys/console.key"))
                .sign(
                        SERVICE,
                        "key:key_bench",
                        Map.of(
                                "tenant",
                                tenant.toString(),
                                "scopes",
                                List.of(Scopes.RUNNERS_MANAGE)),
                        Duration.ofSeconds(60),
                        Instant.now());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + backing.postgresPort() + "/certyn";
    }

    private Process launch() throws IOException {
        var keys = backing.data().resolve("keys");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        // Such as those that record a profile.
        var more = System.getenv("CERTYN_BENCH_BROKER_OPTIONS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        for (var setting :
                Map.of(
                                "java.util.logging.manager", "org.jboss.logmanager.LogManager",
                                "quarkus.http.port", String.valueOf(port),
                                "quarkus.datasource.username", ROLE,
                                "quarkus.datasource.jdbc.url", jdbcUrl(),
                                "quarkus.datasource.reactive.url",
                                        jdbcUrl().substring("jdbc:".length()),
                                "kafka.bootstrap.servers", kafka(),
                                "certyn.security.signing-key-file",
                                        keys.resolve(SERVICE + ".key").toString(),
                                "certyn.security.trusted-keys", keys.resolve("trusted").toString())
                        .entrySet()) {
            command.add("-D" + setting.getKey() + "=" + setting.getValue());
        }
        command.add("-jar");
        command.add(
                root.resolve("services/lease-broker/target/quarkus-app/quarkus-run.jar")
                        .toString());
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        backing.data().resolve("lease-broker.log").toFile()));
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", ROLE);
        return builder.start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        var until = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!broker.isAlive() || System.nanoTime() > until) {
                throw new IOException(
                        "the lease-broker does not start; it wrote "
                                + backing.data().resolve("lease-broker.log"));
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.get("/q/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stopBroker();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backing.close();
    }
}

package io.certyn.testing.backing;

import io.certyn.events.TopicSpec;
import io.certyn.events.TopicsFile;
import io.certyn.local.kafka.InJvmKafka;
import io.certyn.local.kafka.KafkaTopics;
import io.certyn.local.postgres.LocalPostgres;
import io.certyn.local.postgres.LocalPostgres.Durability;
import io.certyn.local.postgres.PostgresAdmin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The PostgreSQL and the Kafka of this test JVM. Quarkus loads a test's classes anew for every
 * application it starts, so what runs is remembered among the system properties, which all class
 * loaders share.
 */
public final class BackingServices {

    private static final String KAFKA = "certyn.testing.kafka";
    private static final String POSTGRES = "certyn.testing.postgres";
    private static final String SERVICE = "certyn.testing.service.";

    private static final String PASSWORD = "test";

    private BackingServices() {}

    /** Where Kafka listens; the topics of {@code topics.yaml}, if on the class path, exist. */
    public static String kafka() {
        return once(KAFKA, BackingServices::startKafka);
    }

    /** Creates topics besides those of {@code topics.yaml}. */
    public static void createTopics(TopicSpec... topics) {
        var address = kafka();
        withOwnClassLoader(() -> KafkaTopics.create(address, List.of(topics)));
    }

    /** The superuser of the database, for looking in from outside. */
    public static PostgresAdmin postgres() {
        return PostgresAdmin.of(Path.of(once(POSTGRES, BackingServices::startPostgres)));
    }

    /** The database as this service sees it; role and empty schema are made at the first call. */
    public static ServiceDatabase postgres(String service) {
        var admin = postgres();
        once(
                SERVICE + service,
                () -> {
                    admin.createService(service, PASSWORD);
                    return service;
                });
        return new ServiceDatabase(
                service,
                PASSWORD,
                admin.jdbcUrl(LocalPostgres.DATABASE),
                admin.reactiveUrl(LocalPostgres.DATABASE));
    }

    /** Tables of this service that have no {@code tenant_id}; Flyway's own is nobody's. */
    public static Set<String> tablesWithoutTenant(String service) {
        var sql =
                """
                select t.table_name from information_schema.tables t
                where t.table_schema = '%s' and t.table_name <> 'flyway_schema_history'
                    and not exists (select from information_schema.columns c
                        where c.table_schema = t.table_schema and c.table_name = t.table_name
                            and c.column_name = 'tenant_id' and c.is_nullable = 'NO')
                """
                        .formatted(service);
        try (var connection = postgres().connect(LocalPostgres.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var tables = new TreeSet<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of " + service + " were not read", e);
        }
    }

    private static String startKafka() {
        var kafka = InJvmKafka.start(TemporaryDirectory.ofThisJvm().resolve("kafka"));
        var topics = TopicsFile.read(Thread.currentThread().getContextClassLoader());
        withOwnClassLoader(() ->
                KafkaTopics.create(
                        kafka.bootstrapServers(),
                        topics.stream().map(TopicSpec::onOneMachine).toList()));
        return kafka.bootstrapServers();
    }

    /**
     * Kafka's clients load their parts by name through the thread's loader, which may be another.
     */
    private static void withOwnClassLoader(Runnable work) {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(BackingServices.class.getClassLoader());
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static String startPostgres() {
        var directory = TemporaryDirectory.ofThisJvm().resolve("postgres");
        var postgres = LocalPostgres.start(directory, Durability.PROCESS_ONLY);
        var server = ProcessHandle.of(postgres.pid()).orElseThrow();
        // Not postgres.close(): its class loader may be closed when the hook runs.
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        return directory.toString();
    }

    private static String once(String key, Supplier<String> start) {
        // A lock that every class loader sees. Not the properties: the first thread to ask for the
        // time zone writes into them, and that may be one which this one waits for.
        synchronized (Runtime.getRuntime()) {
            var known = System.getProperty(key);
            if (known == null) {
                known = start.get();
                System.setProperty(key, known);
            }
            return known;
        }
    }
}

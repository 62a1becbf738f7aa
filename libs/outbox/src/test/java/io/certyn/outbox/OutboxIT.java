package io.certyn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.events.TopicSpec;
import io.certyn.ids.TenantId;
import io.certyn.local.kafka.KafkaTopics;
import io.certyn.local.kafka.LocalKafka;
import io.certyn.local.kafka.LocalKafka.Launch;
import io.certyn.testing.backing.BackingServices;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox on real PostgreSQL and Kafka, the latter as a process that can be killed. */
class OutboxIT {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So long that only a notification can wake the flow within a test. */
    private static final Duration NO_POLL = Duration.ofHours(1);

    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir static Path kafkaDirectory;

    private static LocalKafka kafka;
    private static Vertx vertx;
    private static Pool pool;

    private final OutboxWriter writer = new OutboxWriter();
    private final List<OutboxFlow> flows = new ArrayList<>();
    private String topic;

    @BeforeAll
    static void startTheWorld() throws IOException {
        kafka = LocalKafka.start(kafkaDirectory, Launch.likeThisProcess());
        vertx = Vertx.vertx();
        pool = newPool();
        execute(
                new String(
                        OutboxIT.class.getResourceAsStream("outbox.sql").readAllBytes(),
                        StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stopTheWorld() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        kafka.close();
    }

    @BeforeEach
    void aFreshTopic() {
        topic = "outbox-test-" + TOPICS.incrementAndGet();
        KafkaTopics.create(
                kafka.bootstrapServers(), List.of(new TopicSpec(topic, 3, Duration.ofHours(1))));
    }

    @AfterEach
    void stopPublishing() {
        flows.forEach(OutboxFlow::stop);
        execute("truncate outbox, inbox");
    }

    @Test
    void aCommittedMessageIsSentAtOnceWithItsKeyAndHeaders() {
        publish(NO_POLL);
        awaitListener();
        var message = message("key", "{\"a\":\"\u00e4 \\\"quoted\\\"\"}");

        write(List.of(message));

        var record = records(1).getFirst();
        assertThat(record.key()).isEqualTo("key");
        assertThat(record.value()).isEqualTo(message.payload());
        assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo(message.id().toString());
        awaitEmptyOutbox();
    }

    @Test
    void aMessageOfARolledBackTransactionIsNeverSent() {
        publish(Duration.ofMillis(50));

        pool.withTransaction(connection ->
                        writer.write(connection, List.of(message("key", "lost")))
                                .chain(() ->
                                        io.smallrye.mutiny.Uni.createFrom()
                                                .failure(new IllegalStateException("rolled back"))))
                .onFailure(IllegalStateException.class)
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
        write(List.of(message("key", "kept")));

        assertThat(records(1)).extracting(ConsumerRecord::value).containsExactly("kept");
    }

    @Test
    void aLostListenerIsReplaced() {
        publish(NO_POLL);
        awaitListener();

        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where query like 'listen %' and usename = current_user"
                        + " and pid <> pg_backend_pid()");
        await().atMost(PATIENCE).until(() -> listeners() == 0);
        awaitListener();
        write(List.of(message("key", "heard")));

        assertThat(records(1)).hasSize(1);
    }

    @Test
    void twoPublishersKeepTheOrderOfEachKey() {
        publish(Duration.ofMillis(20));
        publish(Duration.ofMillis(20));

        writeNumbered(0, 2_000);

        assertOrderedAndComplete(2_000);
    }

    @Test
    void nothingIsLostOrReorderedWhileTheBrokerIsKilledAndReturns() {
        publish(Duration.ofMillis(50));
        writeNumbered(0, 3_000);
        await().atMost(PATIENCE).until(() -> waiting() < 3_000);

        killKafka();
        writeNumbered(3_000, 3_500);
        assertThat(waiting()).isGreaterThanOrEqualTo(500);
        kafka = LocalKafka.start(kafkaDirectory, Launch.likeThisProcess());
        writeNumbered(3_500, 4_000);

        assertOrderedAndComplete(4_000);
    }

    @Test
    void stoppingIsQuickAndWhatIsLeftGoesOutWithTheNextStart() {
        publish(Duration.ofMillis(50));
        write(List.of(message("key", "first")));
        assertThat(records(1)).hasSize(1);

        flows.getFirst().stop();
        write(List.of(message("key", "second")));
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> waiting() == 1);
        publish(Duration.ofMillis(50));

        assertThat(records(2)).extracting(ConsumerRecord::value).contains("first", "second");
    }

    @Test
    void anEventIsNewToAConsumerOnce() {
        var inbox = new Inbox();
        var event = UUID.randomUUID();

        BooleanSupplier first =
                () ->
                        pool.withTransaction(c -> inbox.first(c, "reader", TENANT, event))
                                .await()
                                .atMost(PATIENCE);

        assertThat(first.getAsBoolean()).isTrue();
        assertThat(first.getAsBoolean()).isFalse();
        assertThat(
                        pool.withTransaction(c -> inbox.first(c, "other reader", TENANT, event))
                                .await()
                                .atMost(PATIENCE))
                .isTrue();
    }

    @Test
    void ofManyEventsOnlyThoseAreNewThatWereNotMet() {
        var inbox = new Inbox();
        var met = new Inbox.Arrival(TENANT, UUID.randomUUID());
        var fresh = new Inbox.Arrival(TENANT, UUID.randomUUID());

        Function<List<Inbox.Arrival>, Set<UUID>> firsts =
                arrivals ->
                        pool.withTransaction(c -> inbox.firsts(c, "many", arrivals))
                                .await()
                                .atMost(PATIENCE);

        assertThat(firsts.apply(List.of(met, met))).containsExactly(met.event());
        assertThat(firsts.apply(List.of(fresh, met))).containsExactly(fresh.event());
    }

    private void publish(Duration poll) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        var flow = new OutboxFlow(vertx, pool, () -> KafkaSettings.orderly(settings), poll, 100);
        flows.add(flow);
        flow.start();
    }

    private void writeNumbered(int from, int to) {
        for (int begin = from; begin < to; begin += 50) {
            write(
                    IntStream.range(begin, begin + 50)
                            .mapToObj(n -> message("key-" + n % 7, Integer.toString(n)))
                            .toList());
        }
    }

    private void write(List<OutboxMessage> messages) {
        pool.withTransaction(connection -> writer.write(connection, messages))
                .await()
                .atMost(PATIENCE);
    }

    private OutboxMessage message(String key, String payload) {
        var id = UUID.randomUUID();
        return new OutboxMessage(id, TENANT, topic, key, Map.of("ce_id", id.toString()), payload);
    }

    /**
     * Every number arrived, and of each key the first arrivals are in order; repetitions may be.
     */
    private void assertOrderedAndComplete(int count) {
        awaitEmptyOutbox();
        var firstArrivals = new LinkedHashSet<Integer>();
        records(count).forEach(record -> firstArrivals.add(Integer.valueOf(record.value())));
        assertThat(firstArrivals).hasSize(count);
        for (int key = 0; key < 7; key++) {
            int remainder = key;
            assertThat(firstArrivals.stream().filter(n -> n % 7 == remainder)).isSorted();
        }
    }

    /** All records of the topic, once that many different ones are there. */
    private List<ConsumerRecord<String, String>> records(int atLeast) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest");
        var records = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                        return records.stream().map(ConsumerRecord::value).distinct().count()
                                >= atLeast;
                    });
        }
        return records;
    }

    private static void killKafka() {
        ProcessHandle.of(kafka.pid()).orElseThrow().destroyForcibly();
        kafka.onExit().join();
    }

    private static void awaitListener() {
        await().atMost(PATIENCE).until(() -> listeners() == 1);
    }

    private static void awaitEmptyOutbox() {
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    private static long listeners() {
        // Of this role only: another test's application may still listen on the same server.
        return number(
                "select count(*) from pg_stat_activity"
                        + " where query like 'listen %' and usename = current_user");
    }

    private static long waiting() {
        return number("select count(*) from outbox");
    }

    private static long number(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }

    private static void execute(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    private static Pool newPool() {
        var database = BackingServices.postgres("outbox");
        var options =
                PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.username())
                        .setPassword(database.password());
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(8))
                .using(io.vertx.mutiny.core.Vertx.newInstance(vertx))
                .build();
    }
}

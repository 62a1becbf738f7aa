package io.certyn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.events.TopicSpec;
import io.certyn.ids.TenantId;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beans in an application with Hibernate Reactive, as the services have it. */
@QuarkusTest
@WithBackingServices(service = "outboxquarkus")
class OutboxInQuarkusIT {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "outbox-in-quarkus";

    @Inject Mutiny.SessionFactory sessions;
    @Inject SessionOutbox outbox;
    @Inject SessionInbox inbox;
    @Inject OutboxWriter writer;
    @Inject Inbox plainInbox;
    @Inject Pool pool;

    /** The publisher is running and failing by now, since its table is missing. */
    @BeforeEach
    void theTablesExist() throws IOException {
        BackingServices.createTopics(new TopicSpec(TOPIC, 1, Duration.ofHours(1)));
        var sql = OutboxConfig.class.getResourceAsStream("outbox.sql").readAllBytes();
        pool.query("drop table if exists outbox, inbox; drop function if exists outbox_notify;")
                .execute()
                .chain(() -> pool.query(new String(sql, StandardCharsets.UTF_8)).execute())
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void messagesOfASessionAndOfAConnectionReachKafkaInOrder() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() ->
                sessions.withTransaction(
                        session -> outbox.write(session, List.of(message("1"), message("2")))));
        VertxContextSupport.subscribeAndAwait(
                () -> pool.withTransaction(c -> writer.write(c, List.of(message("3")))));

        assertThat(values(3)).containsExactly("1", "2", "3");
    }

    @Test
    void anEventIsNewOnceWhicheverClientAsks() throws Throwable {
        var event = UUID.randomUUID();

        var first =
                VertxContextSupport.subscribeAndAwait(() ->
                        sessions.withTransaction(s -> inbox.first(s, "reader", TENANT, event)));
        var again =
                VertxContextSupport.subscribeAndAwait(() ->
                        sessions.withTransaction(s -> inbox.first(s, "reader", TENANT, event)));
        var plain =
                VertxContextSupport.subscribeAndAwait(() ->
                        pool.withTransaction(c -> plainInbox.first(c, "reader", TENANT, event)));

        assertThat(List.of(first, again, plain)).containsExactly(true, false, false);
    }

    private static OutboxMessage message(String payload) {
        return new OutboxMessage(
                UUID.randomUUID(), TENANT, TOPIC, "key", Map.of("ce_type", "test"), payload);
    }

    private static List<String> values(int count) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", BackingServices.kafka(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            await().atMost(PATIENCE)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> values.add(record.value()));
                        return values.size() >= count;
                    });
        }
        return values;
    }
}

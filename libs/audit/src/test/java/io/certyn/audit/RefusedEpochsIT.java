package io.certyn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.events.EventJson;
import io.certyn.events.Topics;
import io.certyn.events.audit.AuditRecorded;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.outbox.Inbox;
import io.certyn.outbox.OutboxWriter;
import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.testing.backing.BackingServices;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusedEpochsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static Vertx vertx;
    private static Pool pool;

    private final InMemoryMetricReader meter = InMemoryMetricReader.create();
    private final SessionId session = new SessionId(UUID.randomUUID());
    private RefusedEpochs refusals;

    @BeforeAll
    static void connect() throws IOException {
        var database = BackingServices.postgres("audit");
        vertx = Vertx.vertx();
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(database.reactiveUrl())
                                        .setUser(database.username())
                                        .setPassword(database.password()))
                        .with(new PoolOptions().setMaxSize(4))
                        .using(vertx)
                        .build();
        try (var tables = Inbox.class.getResourceAsStream("outbox.sql")) {
            pool.query(new String(tables.readAllBytes(), StandardCharsets.UTF_8))
                    .execute()
                    .await()
                    .atMost(PATIENCE);
        }
    }

    @AfterAll
    static void disconnect() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @BeforeEach
    void make() {
        var meters = SdkMeterProvider.builder().registerMetricReader(meter).build();
        refusals =
                new RefusedEpochs(
                        pool,
                        new Inbox(),
                        new OutboxWriter(),
                        OpenTelemetrySdk.builder().setMeterProvider(meters).build());
    }

    @Test
    void eachRefusalIsCounted() {
        refusals.refused(refused("lease-broker", 1));
        refusals.refused(refused("lease-broker", 1));
        refusals.refused(refused("lease-broker", 2));

        assertThat(counted()).isEqualTo(3);
        await().atMost(PATIENCE).until(() -> told().size() == 2);
    }

    @Test
    void howeverOftenItIsTriedAnEpochIsToldOncePerService() {
        var tries = new ArrayList<Uni<Void>>();
        for (int i = 0; i < 20; i++) {
            tries.add(refusals.tell(refused("lease-broker", 1)));
        }
        tries.add(refusals.tell(refused("lease-broker", 2)));
        tries.add(refusals.tell(refused("artifact", 1)));

        Uni.join().all(tries).andFailFast().await().atMost(PATIENCE);

        assertThat(told())
                .extracting(AuditRecorded::details)
                .extracting(details -> details.get("service") + " " + details.get("epoch"))
                .containsExactlyInAnyOrder("lease-broker 1", "lease-broker 2", "artifact 1");
    }

    @Test
    void whatIsToldSaysWhoTriedWhatAndWhen() throws Exception {
        refusals.tell(refused("relay", 4)).await().atMost(PATIENCE);

        assertThat(counted()).isZero();
        var told = told().getFirst();
        assertThat(told.actor()).isEqualTo("runner:rnr_1");
        assertThat(told.action()).isEqualTo("lease.epoch_refused");
        assertThat(told.object()).isEqualTo(session.toString());
        assertThat(told.reason()).isEqualTo("STALE_EPOCH");
        assertThat(told.at()).isEqualTo(NOON);
    }

    private RefusedEpoch refused(String service, long epoch) {
        return new RefusedEpoch(
                service, new TenantId(new UUID(0, 7)), session, epoch, "runner:rnr_1", NOON);
    }

    private long counted() {
        return meter.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(ControlPlane.EPOCHS_REFUSED))
                .flatMap(metric -> metric.getLongSumData().getPoints().stream())
                .mapToLong(LongPointData::getValue)
                .sum();
    }

    private List<AuditRecorded> told() {
        var rows =
                pool.query(
                                "select payload from outbox where topic = '%s' and key = '%s'"
                                        .formatted(Topics.AUDIT_EVENTS, session))
                        .execute()
                        .await()
                        .atMost(PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false).map(RefusedEpochsIT::read).toList();
    }

    private static AuditRecorded read(Row row) {
        try {
            return EventJson.read(row.getString("payload"), AuditRecorded.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

package io.certyn.broker.pool.events;

import io.certyn.broker.KafkaSettings;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.pool.store.Pools;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the topic and the share group of an in-cluster pool what runners expect. */
@ApplicationScoped
public class OfferTopics {

    private static final Logger LOG = Logger.getLogger(OfferTopics.class);

    /**
     * One, so that every runner of the pool reads it. A share group spreads several partitions over
     * its members, and a member that has no free slot does not read those it was given.
     */
    private static final int PARTITIONS = 1;

    /** An offer is worthless after seconds; this is only for looking at what happened. */
    private static final String RETENTION = String.valueOf(Duration.ofMinutes(10).toMillis());

    private final KafkaSettings settings;
    private final Pools pools;
    private @Nullable Admin admin;

    OfferTopics(KafkaSettings settings, Pools pools) {
        this.settings = settings;
        this.pools = pools;
    }

    /** A pool may have been stored just before a crash; what is there already stays as it is. */
    void complete(@Observes StartupEvent event) {
        pools.ofKind(PoolKind.IN_CLUSTER)
                .onItem()
                .disjoint()
                .onItem()
                .castTo(RunnerPool.class)
                .onItem()
                .transformToUniAndConcatenate(this::create)
                .collect()
                .last()
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf("offer topics were not checked cause=%s", failure));
    }

    /** Creates what is missing. */
    public Uni<Void> create(RunnerPool pool) {
        return Uni.createFrom()
                .item(this::admin)
                // Opening a client resolves names and so may block.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(client ->
                        Uni.createFrom()
                                .completionStage(() -> topic(client, pool))
                                .chain(() ->
                                        Uni.createFrom()
                                                .completionStage(() -> group(client, pool))));
    }

    private static CompletionStage<Void> topic(Admin client, RunnerPool pool) {
        var topic =
                new NewTopic(
                                pool.offerTopic().orElseThrow(),
                                Optional.of(PARTITIONS),
                                Optional.empty())
                        .configs(Map.of("retention.ms", RETENTION, "segment.ms", RETENTION));
        return client.createTopics(List.of(topic))
                .all()
                .toCompletionStage()
                .exceptionally(OfferTopics::unlessThere);
    }

    private static @Nullable Void unlessThere(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TopicExistsException) {
            return null;
        }
        throw new CompletionException(cause);
    }

    /** From the beginning: an offer may ring before the first runner listens. */
    private static CompletionStage<Void> group(Admin client, RunnerPool pool) {
        var group = new ConfigResource(ConfigResource.Type.GROUP, pool.shareGroup());
        var earliest =
                new AlterConfigOp(
                        new ConfigEntry("share.auto.offset.reset", "earliest"),
                        AlterConfigOp.OpType.SET);
        return client.incrementalAlterConfigs(Map.of(group, List.of(earliest)))
                .all()
                .toCompletionStage();
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var all = new HashMap<>(settings.of(AdminClientConfig.configNames()));
            all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
            all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            admin = Admin.create(all);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}

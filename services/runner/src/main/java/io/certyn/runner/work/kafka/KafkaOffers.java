package io.certyn.runner.work.kafka;

import io.certyn.ids.PoolId;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.runner.control.Backoff;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.Slots;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Takes offers from the pool's topic as one member of its share group, one record at a time and
 * only while a slot is free: what this runner cannot take stays for another.
 */
public final class KafkaOffers {

    private static final System.Logger LOG = System.getLogger(KafkaOffers.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int LARGEST_OFFER = 64 * 1024;

    private final Map<String, String> connection;
    private final PoolId pool;
    private final Slots slots;
    private final Intake intake;

    /**
     * @param connection Kafka's own settings: where it is and how to log in
     */
    public KafkaOffers(Map<String, String> connection, PoolId pool, Slots slots, Intake intake) {
        this.connection = Map.copyOf(connection);
        this.pool = pool;
        this.slots = slots;
        this.intake = intake;
    }

    /** Runs until no slot will ever be free again. */
    public void run() throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
        while (true) {
            try (var consumer =
                    new KafkaShareConsumer<byte[], byte[]>(
                            settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                // Joining takes seconds, so it happens now and not when work is waiting.
                consumer.subscribe(List.of("certyn.lease.offers." + pool + ".v1"));
                while (slots.awaitFree()) {
                    for (var offer : consumer.poll(POLL)) {
                        consumer.acknowledge(offer, handle(offer));
                        consumer.commitAsync();
                        backoff.reset();
                    }
                }
                return;
            } catch (KafkaException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "offers unavailable error={0}",
                        // What makes a consumer says why only in its cause.
                        Objects.requireNonNullElse(e.getCause(), e));
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
        }
    }

    private AcknowledgeType handle(ConsumerRecord<byte[], byte[]> offer)
            throws InterruptedException {
        var value = offer.value();
        if (value == null || value.length > LARGEST_OFFER) {
            return AcknowledgeType.REJECT;
        }
        try {
            return switch (intake.take(ProtocolJson.MAPPER.readValue(value, Sync.Offer.class))) {
                case CLAIMED, GONE -> AcknowledgeType.ACCEPT;
                case NOT_NOW -> AcknowledgeType.RELEASE;
                case MALFORMED -> AcknowledgeType.REJECT;
            };
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "offer malformed partition={0} offset={1}",
                    offer.partition(),
                    offer.offset());
            return AcknowledgeType.REJECT;
        }
    }

    /** How offers are taken is the product's affair and no setting. */
    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "runners." + pool);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "runner");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, Integer.MAX_VALUE + 1L);
        // With batches the broker would hand over more than one slot can take.
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        return settings;
    }
}

package io.certyn.broker.lease.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.broker.KafkaSettings;
import io.certyn.broker.placement.Offer;
import io.certyn.events.Topics;
import io.certyn.ids.PoolId;
import io.certyn.protocol.ProtocolJson;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rings offers on the topic of their pool. Not through the outbox: an offer is a hint, and one that
 * is lost is made again when it would have expired.
 */
@ApplicationScoped
public class OfferTopic {

    private static final Logger LOG = Logger.getLogger(OfferTopic.class);
    private static final int MOST_WAITING = 10_000;

    private final KafkaSettings settings;
    private final OfferWire wire;

    /** Sending may block while Kafka is away, so it has a thread of its own. */
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().name("lease-offers").daemon().factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    private @Nullable Producer<String, String> producer;

    OfferTopic(KafkaSettings settings, OfferWire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    public void ring(PoolId pool, Offer offer) {
        sender.execute(() -> send(pool, offer));
    }

    private void send(PoolId pool, Offer offer) {
        if (!wire.isOpen(offer)) {
            return;
        }
        try {
            var value = ProtocolJson.MAPPER.writeValueAsString(wire.of(offer));
            var topic = Topics.leaseOffers(pool.toString());
            // The callback hears of the end; nobody waits for it.
            var _ =
                    producer()
                            .send(
                                    new ProducerRecord<>(topic, offer.id(), value),
                                    (_, failure) -> sent(offer, failure));
        } catch (JsonProcessingException | RuntimeException e) {
            failed(offer, e);
        }
    }

    private static void sent(Offer offer, @Nullable Exception failure) {
        if (failure != null) {
            failed(offer, failure);
        }
    }

    private static void failed(Offer offer, Exception cause) {
        LOG.warnf(
                "offer did not ring sessionId=%s offerId=%s cause=%s",
                offer.waiting().session(), offer.id(), cause);
    }

    private Producer<String, String> producer() {
        var open = producer;
        if (open == null) {
            var all = new HashMap<>(settings.of(ProducerConfig.configNames()));
            all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
            all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
            all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
            open = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
            producer = open;
        }
        return open;
    }

    @PreDestroy
    void close() {
        sender.shutdownNow();
        var open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(2));
        }
    }
}

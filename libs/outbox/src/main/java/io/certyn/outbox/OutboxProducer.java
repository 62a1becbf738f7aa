package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to Kafka, all or an error. After an error the producer is thrown away at once:
 * going on with it could deliver a later record of a key before the one that failed.
 */
final class OutboxProducer {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Supplier<Map<String, Object>> config;
    private final Executor worker;
    private @Nullable Producer<String, String> producer;

    /**
     * @param worker where making a producer and waiting for metadata may block
     */
    OutboxProducer(Supplier<Map<String, Object>> config, Executor worker) {
        this.config = config;
        this.worker = worker;
    }

    /** Completes, on a thread of Kafka or of the worker, when every message is acknowledged. */
    Uni<Void> send(List<StoredMessage> messages) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> send(messages, emitter))
                .runSubscriptionOn(worker);
    }

    private void send(List<StoredMessage> messages, UniEmitter<? super Void> emitter) {
        try {
            var current = open();
            var missing = new AtomicInteger(messages.size());
            for (var message : messages) {
                // The callback hears of everything the future would.
                var _ =
                        current.send(
                                record(message),
                                (_, failure) -> {
                                    if (failure != null) {
                                        discard(current);
                                        emitter.fail(failure);
                                    } else if (missing.decrementAndGet() == 0) {
                                        emitter.complete(null);
                                    }
                                });
            }
        } catch (RuntimeException e) {
            // Also where a record failed while this loop was still sending: the first failure wins.
            discard(producer);
            emitter.fail(e);
        }
    }

    /** Lets what is on its way finish, for a moment. */
    synchronized void close() {
        if (producer != null) {
            producer.close(GOODBYE);
            producer = null;
        }
    }

    private synchronized Producer<String, String> open() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            config.get(), new StringSerializer(), new StringSerializer());
        }
        return producer;
    }

    @SuppressWarnings("ReferenceEquality") // A newer producer than the broken one stays.
    private synchronized void discard(@Nullable Producer<String, String> broken) {
        if (broken != null && broken == producer) {
            producer = null;
            broken.close(AT_ONCE);
        }
    }

    private static ProducerRecord<String, String> record(StoredMessage message) {
        var record =
                new ProducerRecord<>(
                        message.topic(), (Integer) null, message.key(), message.payload());
        message.headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

package io.certyn.orchestrator.run.events;

import io.certyn.events.CloudEvent;
import io.certyn.events.MalformedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Brings a record to whoever acts on it. What cannot be read, and what fails for a reason that does
 * not pass, fails the delivery, so that the channel parks it on the dead-letter queue; trouble that
 * passes holds up the partition, which keeps the order.
 */
final class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private static final int TRIES_AFTER_A_BUG = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private Delivery() {}

    static Uni<Void> of(
            ConsumerRecord<String, byte[]> record, Function<CloudEvent, Uni<Void>> act) {
        CloudEvent event;
        try {
            event = read(record);
        } catch (MalformedEvent e) {
            return parked(record, e);
        }
        var onContext = currentContext();
        return Uni.createFrom()
                .deferred(() -> act.apply(event))
                .runSubscriptionOn(onContext)
                .onFailure(Trouble::passes)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis())
                .onFailure(failure -> !(failure instanceof UnusableEvent))
                .retry()
                .atMost(TRIES_AFTER_A_BUG)
                .emitOn(onContext)
                .onFailure()
                .recoverWithUni(failure -> parked(record, failure));
    }

    private static Uni<Void> parked(ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.warnf(
                "event parked topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), failure.getMessage());
        return Uni.createFrom().failure(failure);
    }

    /** Sessions of the database live on a Vert.x context; a pause between two tries leaves it. */
    private static Executor currentContext() {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "on a Vert.x context");
        return task -> context.runOnContext(_ -> task.run());
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) throws MalformedEvent {
        if (record.value() == null) {
            throw new MalformedEvent("no value", null);
        }
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return CloudEvent.read(headers, new String(record.value(), StandardCharsets.UTF_8));
    }
}

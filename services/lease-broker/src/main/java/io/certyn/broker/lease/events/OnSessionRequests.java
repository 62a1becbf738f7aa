package io.certyn.broker.lease.events;

import io.certyn.broker.Gathering;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.lease.store.Leases;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.session.SessionCancelRequested;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hears which sessions should run and which should not. What cannot be read goes to the dead
 * letters at once; when the database is away it waits, since a cancellation must not be lost.
 */
@ApplicationScoped
public class OnSessionRequests {

    private static final Logger LOG = Logger.getLogger(OnSessionRequests.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** So many are taken side by side, and so large a group of new ones can be. */
    private static final int LANES = 64;

    private final Multi<Message<String>> requests;
    private final Leases leases;
    private final Offering offering;
    private final Gathering<Leases.Request, Boolean> gathering;

    OnSessionRequests(
            @Channel("session-requests") Multi<Message<String>> requests,
            Leases leases,
            Offering offering) {
        this.requests = requests;
        this.leases = leases;
        this.offering = offering;
        this.gathering =
                new Gathering<>(
                        new Gathering.Limits(LANES, LANES),
                        one -> one.queued().session(),
                        this::requestedTogether);
    }

    /**
     * What is about one session is taken in its order; sessions of different lanes side by side, so
     * that not each waits for the disk in turn, and new ones share a transaction.
     */
    void start(@Observes StartupEvent event) {
        requests.group()
                .by(message ->
                        Math.floorMod(String.valueOf(record(message).key()).hashCode(), LANES))
                .onItem()
                .transformToMulti(lane -> lane.onItem().transformToUniAndConcatenate(this::take))
                .merge(LANES)
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.error("session requests are not heard any more", failure));
    }

    private Uni<Void> take(Message<String> message) {
        var record = record(message);
        return Uni.createFrom()
                .item(() -> read(record))
                .chain(event ->
                        handle(event)
                                .onFailure(OnSessionRequests::isWorthRepeating)
                                .retry()
                                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                                .expireIn(PATIENCE.toMillis()))
                .onItemOrFailure()
                .transformToUni((_, failure) ->
                        failure == null
                                ? Uni.createFrom().completionStage(message::ack)
                                : park(message, failure))
                // Neither acknowledged nor parked: the record comes again after a restart.
                .onFailure()
                .invoke(failure -> LOG.warnf("request not settled cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> park(Message<String> message, Throwable failure) {
        var record = record(message);
        LOG.warnf(
                "request parked partition=%d offset=%d cause=%s",
                record.partition(), record.offset(), failure.getMessage());
        return Uni.createFrom().completionStage(() -> message.nack(failure));
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> record(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
    }

    private Uni<Void> handle(CloudEvent event) {
        return switch (event.type()) {
            case EventTypes.SESSION_REQUESTED -> requested(event);
            case EventTypes.SESSION_CANCEL_REQUESTED -> cancelRequested(event);
            // A type that is newer than we are.
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> requested(CloudEvent event) {
        var data = Requests.data(event, SessionRequested.class);
        var queued = Requests.queued(event.tenant(), data);
        var request = new Leases.Request(event.id(), queued, Requests.assignment(data));
        return gathering.add(request).replaceWithVoid();
    }

    private Uni<List<Boolean>> requestedTogether(List<Leases.Request> group) {
        return leases.request(group)
                .invoke(waits -> {
                    for (int i = 0; i < group.size(); i++) {
                        if (waits.get(i)) {
                            offer(group.get(i).queued());
                        }
                    }
                });
    }

    /** It is stored: what memory misses, the net finds. */
    private void offer(Lease.Queued queued) {
        try {
            offering.queued(queued);
        } catch (RuntimeException e) {
            LOG.warnf(e, "session was not offered sessionId=%s", queued.session());
        }
    }

    private Uni<Void> cancelRequested(CloudEvent event) {
        var data = Requests.data(event, SessionCancelRequested.class);
        var session = Requests.id(data.session(), SessionId::parse);
        var tenant = Requests.id(event.tenant(), TenantId::parse);
        return leases.cancel(event.id(), tenant, session)
                .invoke(offering::changed)
                .replaceWithVoid();
    }

    private static CloudEvent read(ConsumerRecord<String, String> record) {
        try {
            return CloudEvent.read(headers(record), String.valueOf(record.value()));
        } catch (MalformedEvent e) {
            throw new Requests.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static boolean isWorthRepeating(Throwable failure) {
        return !(failure instanceof Requests.Unreadable);
    }
}

package io.certyn.broker.lease.events;

import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.lease.store.Leases;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.session.SessionCancelRequested;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
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

    private final Leases leases;
    private final Offering offering;

    OnSessionRequests(Leases leases, Offering offering) {
        this.leases = leases;
        this.offering = offering;
    }

    @Incoming("session-requests")
    public Uni<Void> on(ConsumerRecord<String, String> record) {
        return Uni.createFrom()
                .item(() -> read(record))
                .chain(event ->
                        handle(event)
                                .onFailure(OnSessionRequests::isWorthRepeating)
                                .retry()
                                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                                .expireIn(PATIENCE.toMillis()))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(
                                "request parked partition=%d offset=%d cause=%s",
                                record.partition(), record.offset(), failure.getMessage()));
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
        var queued = Requests.queued(event.tenant(), Requests.data(event, SessionRequested.class));
        var assignment = Requests.assignment(event);
        return leases.request(event.id(), queued, assignment)
                .invoke(fresh -> {
                    if (fresh) {
                        offering.queued(queued);
                    }
                })
                .replaceWithVoid();
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

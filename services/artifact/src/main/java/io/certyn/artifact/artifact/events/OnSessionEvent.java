package io.certyn.artifact.artifact.events;

import io.certyn.artifact.artifact.Fence;
import io.certyn.artifact.artifact.flow.Sealer;
import io.certyn.artifact.artifact.store.Fences;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.events.session.SessionRequeued;
import io.certyn.ids.RunId;
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

/** Raises fences and starts seals on what the lease-broker says. */
@ApplicationScoped
public class OnSessionEvent {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Fences fences;
    private final Sealer sealer;

    OnSessionEvent(Fences fences, Sealer sealer) {
        this.fences = fences;
        this.sealer = sealer;
    }

    /**
     * A failure other than a malformed event is retried by the channel; a malformed one is parked.
     */
    @Incoming("session-events")
    public Uni<Void> hear(ConsumerRecord<String, String> message) {
        try {
            var event = CloudEvent.read(headers(message), message.value());
            return Uni.createFrom()
                    .deferred(() -> attempt(event))
                    .onFailure(failure -> !(failure instanceof MalformedEvent))
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .expireIn(PATIENCE.toMillis());
        } catch (MalformedEvent e) {
            return Uni.createFrom().failure(e);
        }
    }

    private Uni<Void> attempt(CloudEvent event) {
        try {
            return apply(event);
        } catch (MalformedEvent e) {
            return Uni.createFrom().failure(e);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(new MalformedEvent("no id: " + e.getMessage(), e));
        }
    }

    private Uni<Void> apply(CloudEvent event) throws MalformedEvent {
        return switch (event.type()) {
            case EventTypes.SESSION_LEASED -> {
                var leased = event.dataAs(SessionLeased.class);
                yield fences.move(
                        event.id(),
                        owner(event, leased.session(), leased.run()),
                        fence -> Fence.leased(fence, leased.epoch()));
            }
            case EventTypes.SESSION_REQUEUED -> {
                var requeued = event.dataAs(SessionRequeued.class);
                yield fences.move(
                        event.id(),
                        owner(event, requeued.session(), requeued.run()),
                        fence -> Fence.requeued(fence, requeued.epoch()));
            }
            case EventTypes.SESSION_FINISHED -> finished(event);
            // Other facts do not concern evidence; new ones may come at any time.
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> finished(CloudEvent event) throws MalformedEvent {
        var finished = event.dataAs(SessionFinished.class);
        if (finished.epoch() == 0) {
            return Uni.createFrom().voidItem();
        }
        var owner = owner(event, finished.session(), finished.run());
        return fences.move(
                        event.id(),
                        owner,
                        fence ->
                                Fence.finished(
                                        fence,
                                        finished.epoch(),
                                        finished.manifestSha256(),
                                        finished.at()))
                .chain(() -> sealer.attempt(owner.session()));
    }

    private static Fences.Owner owner(CloudEvent event, String session, String run) {
        return new Fences.Owner(
                TenantId.parse(event.tenant()), RunId.parse(run), SessionId.parse(session));
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> message) {
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}

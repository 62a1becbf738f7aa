package io.certyn.orchestrator.run.events;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.orchestrator.run.flow.SessionNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from the broker what becomes of sessions, one event of a session after another. */
@ApplicationScoped
public class OnSessionEvents {

    private final SessionNews news;

    public OnSessionEvents(SessionNews news) {
        this.news = news;
    }

    @Incoming("session-events")
    public Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return Delivery.of(record, this::act);
    }

    private Uni<Void> act(CloudEvent event) {
        return switch (event.type()) {
            case EventTypes.SESSION_LEASED -> tell(event, SessionWords.leased(event));
            case EventTypes.SESSION_STARTING -> tell(event, SessionWords.starting(event));
            case EventTypes.SESSION_RUNNING -> tell(event, SessionWords.running(event));
            case EventTypes.SESSION_REQUEUED -> tell(event, SessionWords.requeued(event));
            case EventTypes.SESSION_FINISHED -> tell(event, SessionWords.finished(event));
            case EventTypes.SESSION_STEP_FINISHED ->
                    news.keep(SessionWords.aboutStep(event), SessionWords.step(event));
            // Types we have no use for, and those that are newer than we are.
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> tell(CloudEvent event, SessionWords.Told told) {
        return news.hear(event.id(), told.about(), told.command());
    }
}

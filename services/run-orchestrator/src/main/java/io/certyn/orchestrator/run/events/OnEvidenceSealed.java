package io.certyn.orchestrator.run.events;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.orchestrator.run.flow.SessionNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from the artifact store whether a session's evidence is complete. */
@ApplicationScoped
public class OnEvidenceSealed {

    private final SessionNews news;

    public OnEvidenceSealed(SessionNews news) {
        this.news = news;
    }

    @Incoming("artifact-events")
    public Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return Delivery.of(record, this::act);
    }

    private Uni<Void> act(CloudEvent event) {
        if (!event.type().equals(EventTypes.EVIDENCE_SEALED)) {
            return Uni.createFrom().voidItem();
        }
        var told = SessionWords.sealed(event);
        return news.hear(event.id(), told.about(), told.command());
    }
}

package io.certyn.orchestrator.run.store;

import io.certyn.ids.TenantId;
import io.certyn.outbox.OutboxMessage;
import io.certyn.outbox.SessionInbox;
import io.certyn.outbox.SessionOutbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What goes out and what came in, beside the change in the transaction that is open. */
@ApplicationScoped
public class Outbox {

    /** The consumer that this service is to its topics; kept with every event it acted on. */
    private static final String CONSUMER = "run-orchestrator";

    private final SessionOutbox outbox;
    private final SessionInbox inbox;

    public Outbox(SessionOutbox outbox, SessionInbox inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    public Uni<Void> add(List<OutboxMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> outbox.write(session, messages));
    }

    /** Whether the event of this tenant is met for the first time. */
    public Uni<Boolean> first(TenantId tenant, UUID event) {
        return Panache.getSession().chain(session -> inbox.first(session, CONSUMER, tenant, event));
    }
}

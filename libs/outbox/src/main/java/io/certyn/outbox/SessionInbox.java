package io.certyn.outbox;

import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** {@link Inbox} for Hibernate Reactive. */
@ApplicationScoped
public class SessionInbox {

    /**
     * Whether the consumer meets this event of the tenant for the first time; remembered if the
     * transaction of the session commits.
     */
    public Uni<Boolean> first(
            Mutiny.Session session, String consumer, TenantId tenant, UUID eventId) {
        return session.createNativeQuery(OutboxSql.FIRST_BY_NAME)
                .setParameter("tenant", tenant.value())
                .setParameter("consumer", consumer)
                .setParameter("event", eventId)
                .executeUpdate()
                .map(count -> count == 1);
    }
}

package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * {@link OutboxWriter} for Hibernate Reactive; apart from it, so that a service without Hibernate
 * can use the other.
 */
@ApplicationScoped
public class SessionOutbox {

    /** Writes the messages, in this order, within the transaction of the session. */
    public Uni<Void> write(Mutiny.Session session, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(OutboxSql.INSERT_BY_NAME)
                .setParameter("rows", OutboxSql.rows(messages))
                .executeUpdate()
                .replaceWithVoid();
    }
}

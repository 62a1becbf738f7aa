package io.certyn.relay.ticket.store;

import io.certyn.relay.ticket.Ticket;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Keeps used tickets. Using one is a single insert, so two nodes cannot both accept it. */
@ApplicationScoped
public class UsedTickets {

    private static final String USE =
            "insert into used_ticket (ticket_id, tenant_id, expires_at) values ($1, $2, $3)"
                    + " on conflict do nothing";

    private final Pool pool;

    UsedTickets(Pool pool) {
        this.pool = pool;
    }

    /** True the first time only. */
    public Uni<Boolean> use(Ticket ticket) {
        return pool.preparedQuery(USE)
                .execute(
                        Tuple.of(
                                ticket.id(),
                                ticket.tenant().value(),
                                ticket.expiresAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        // A minute of margin covers the verifier's leeway for clocks.
        return pool.query("delete from used_ticket where expires_at < now() - interval '1 minute'")
                .execute()
                .replaceWithVoid();
    }
}

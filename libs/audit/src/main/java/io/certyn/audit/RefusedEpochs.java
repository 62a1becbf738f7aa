package io.certyn.audit;

import io.certyn.events.Topics;
import io.certyn.outbox.Inbox;
import io.certyn.outbox.OutboxMessage;
import io.certyn.outbox.OutboxWriter;
import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Counts every refusal and tells of the first of each session, epoch and service: however often
 * somebody tries who does not know that the lease is lost, people hear of it once.
 */
@ApplicationScoped
public class RefusedEpochs {

    private static final Logger LOG = Logger.getLogger(RefusedEpochs.class);
    private static final String CONSUMER = "refused-epochs";

    private final Pool pool;
    private final Inbox inbox;
    private final OutboxWriter outbox;
    private final LongCounter refusals;

    RefusedEpochs(Pool pool, Inbox inbox, OutboxWriter outbox, OpenTelemetry telemetry) {
        this.pool = pool;
        this.inbox = inbox;
        this.outbox = outbox;
        this.refusals =
                telemetry
                        .getMeter(Meters.CONTROL_PLANE)
                        .counterBuilder(ControlPlane.EPOCHS_REFUSED)
                        .build();
    }

    /**
     * Counts and tells, without having anybody wait for it. What was not told is told next time.
     */
    public void refused(RefusedEpoch what) {
        refusals.add(1);
        tell(what)
                .subscribe()
                .with(
                        _ -> {},
                        failure ->
                                LOG.warnf(
                                        "refused epoch not told sessionId=%s epoch=%d cause=%s",
                                        what.session(), what.epoch(), failure));
    }

    /** Tells what another service refused and counted. */
    public Uni<Void> tell(RefusedEpoch what) {
        return pool.withTransaction(connection -> tell(connection, what))
                .invoke(isNew -> {
                    if (isNew) {
                        LOG.warnf(
                                "refused epoch sessionId=%s epoch=%d service=%s actor=%s",
                                what.session(), what.epoch(), what.service(), what.actor());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> tell(SqlConnection connection, RefusedEpoch what) {
        return inbox.first(connection, CONSUMER, what.tenant(), what.id())
                .call(isNew ->
                        isNew
                                ? outbox.write(connection, List.of(message(what)))
                                : Uni.createFrom().voidItem());
    }

    private static OutboxMessage message(RefusedEpoch what) {
        var event = what.event();
        return new OutboxMessage(
                event.id(),
                what.tenant(),
                Topics.AUDIT_EVENTS,
                event.partitionKey(),
                event.headers(),
                event.data());
    }
}

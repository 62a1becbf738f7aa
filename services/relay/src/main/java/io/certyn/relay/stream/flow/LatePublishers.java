package io.certyn.relay.stream.flow;

import io.certyn.relay.LeaseBroker;
import io.certyn.relay.LeaseBroker.RefusedEpoch;
import io.certyn.relay.ticket.Ticket;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Runners that wanted to publish under an epoch that no longer counts: counted, and told. */
@ApplicationScoped
public class LatePublishers {

    private static final Logger LOG = Logger.getLogger(LatePublishers.class);

    private final LeaseBroker broker;
    private final RelayMetrics metrics;

    LatePublishers(@RestClient LeaseBroker broker, RelayMetrics metrics) {
        this.broker = broker;
        this.metrics = metrics;
    }

    public void refused(Ticket ticket) {
        metrics.refused();
        broker.refused(
                        ticket.session().toString(),
                        new RefusedEpoch(ticket.tenant().toString(), ticket.epoch()))
                .subscribe()
                .with(
                        _ -> {},
                        e ->
                                LOG.warnf(
                                        "refused epoch not told sessionId=%s epoch=%d: %s",
                                        ticket.session(), ticket.epoch(), e));
    }
}

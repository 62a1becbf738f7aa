package io.certyn.relay.stream.flow;

import io.certyn.relay.stream.LiveStreams;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Sends everybody away as soon as this node is told to end, while it can still say why: a socket
 * counts as a request under way, and the node would wait for it in vain.
 */
@ApplicationScoped
class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);

    private final LiveStreams streams;

    Draining(LiveStreams streams) {
        this.streams = streams;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent ending) {
        LOG.infof("relay draining streams=%d", streams.all().size());
        streams.drain();
    }
}

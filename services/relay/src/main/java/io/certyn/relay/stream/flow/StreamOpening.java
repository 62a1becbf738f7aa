package io.certyn.relay.stream.flow;

import io.certyn.relay.LeaseBroker;
import io.certyn.relay.stream.LiveStream;
import io.certyn.relay.stream.LiveStream.Upkeep;
import io.certyn.relay.stream.LiveStreams;
import io.certyn.relay.ticket.Ticket;
import io.certyn.relay.ticket.store.Tickets;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks for a session's picture when somebody watches, and lets go of it when nobody does. */
@ApplicationScoped
public class StreamOpening {

    private static final Logger LOG = Logger.getLogger(StreamOpening.class);

    private final LiveStreams streams;
    private final LeaseBroker broker;
    private final Tickets tickets;
    private final RelayMetrics metrics;
    private final Clock clock;

    StreamOpening(
            LiveStreams streams,
            @RestClient LeaseBroker broker,
            Tickets tickets,
            RelayMetrics metrics,
            Clock clock) {
        this.streams = streams;
        this.broker = broker;
        this.tickets = tickets;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns the session's stream, asking its runner to publish when this node has none. */
    public LiveStream openFor(Ticket view) {
        var known = streams.find(view.session());
        if (known.isPresent()) {
            return known.get();
        }
        var stream = streams.open(view.session(), view.tenant(), clock.instant());
        metrics.requested();
        requestPublisher(stream)
                .subscribe()
                .with(
                        _ -> LOG.infof("stream requested sessionId=%s", stream.session()),
                        // The viewer hears of it when no first picture comes.
                        e ->
                                LOG.warnf(
                                        "stream not requested sessionId=%s: %s",
                                        stream.session(), e));
        return stream;
    }

    private Uni<Void> requestPublisher(LiveStream stream) {
        var session = stream.session();
        return broker.session(session.toString())
                .chain(live ->
                        broker.open(
                                session.toString(),
                                new LeaseBroker.OpenStream(
                                        "/relay/v1/publish/" + session,
                                        tickets.publisher(
                                                stream.tenant(), session, live.epoch()))));
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tend() {
        for (var stream : streams.all()) {
            var upkeep = stream.tend(clock.instant());
            if (upkeep == Upkeep.KEEP) {
                continue;
            }
            streams.remove(stream);
            LOG.infof("stream closed sessionId=%s cause=%s", stream.session(), upkeep);
            if (upkeep == Upkeep.TIMED_OUT) {
                metrics.timedOut();
            }
            if (upkeep == Upkeep.CLOSE_UNWATCHED) {
                broker.close(stream.session().toString())
                        .subscribe()
                        .with(
                                _ -> {},
                                e ->
                                        LOG.debugf(
                                                "stream not closed sessionId=%s: %s",
                                                stream.session(), e));
            }
        }
    }
}

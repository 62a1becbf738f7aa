package io.certyn.relay.stream.ws;

import io.certyn.relay.ticket.Ticket;
import io.certyn.relay.ticket.Ticket.Purpose;
import io.certyn.relay.ticket.store.Tickets;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * What every socket does first: gives up its ticket, and gets a sending half that outlives calls.
 */
@ApplicationScoped
public class Entrance {

    private final Tickets tickets;
    private final OpenConnections connections;

    Entrance(Tickets tickets, OpenConnections connections) {
        this.tickets = tickets;
        this.connections = connections;
    }

    /** Takes the ticket the socket was opened with, for the session in its path. */
    public Uni<Optional<Ticket>> ticket(WebSocketConnection connection, Purpose purpose) {
        return Subprotocols.ticket(connection.handshakeRequest())
                .map(token -> tickets.take(token, purpose, connection.pathParam("session")))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Sends to the connection itself: the injected one works in its own callbacks only. */
    public SocketSink sink(WebSocketConnection connection) {
        return new SocketSink(connections.findByConnectionId(connection.id()).orElse(connection));
    }
}

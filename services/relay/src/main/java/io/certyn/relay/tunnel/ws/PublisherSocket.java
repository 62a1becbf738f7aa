package io.certyn.relay.tunnel.ws;

import io.certyn.ids.SessionId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.MalformedFrame;
import io.certyn.relay.stream.CloseCode;
import io.certyn.relay.stream.LiveStreams;
import io.certyn.relay.stream.ws.SocketSink;
import io.certyn.relay.stream.ws.Subprotocols;
import io.certyn.relay.ticket.Ticket;
import io.certyn.relay.ticket.Ticket.Purpose;
import io.certyn.relay.ticket.store.Tickets;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where a runner publishes one session's picture; opened from inside the customer's network. */
@WebSocket(path = "/relay/v1/publish/{session}")
public class PublisherSocket {

    private static final Logger LOG = Logger.getLogger(PublisherSocket.class);

    private final Tickets tickets;
    private final LiveStreams streams;
    private final OpenConnections connections;
    private final Clock clock;

    PublisherSocket(
            Tickets tickets, LiveStreams streams, OpenConnections connections, Clock clock) {
        this.tickets = tickets;
        this.streams = streams;
        this.connections = connections;
        this.clock = clock;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        var sink = new SocketSink(unbound(connection));
        var id = connection.id();
        return ticket(connection)
                .invoke(ticket ->
                        ticket.ifPresentOrElse(
                                taken -> publish(taken, id, sink),
                                () -> sink.close(CloseCode.TICKET, "ticket not valid")))
                .replaceWithVoid();
    }

    private Uni<Optional<Ticket>> ticket(WebSocketConnection connection) {
        return Subprotocols.ticket(connection.handshakeRequest())
                .map(token -> tickets.take(token, Purpose.PUBLISH, connection.pathParam("session")))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private void publish(Ticket ticket, String id, SocketSink sink) {
        var stream = streams.open(ticket.session(), ticket.tenant(), clock.instant());
        if (stream.publish(id, ticket.epoch(), sink)) {
            LOG.infof("publisher joined sessionId=%s epoch=%d", ticket.session(), ticket.epoch());
        } else {
            sink.close(CloseCode.FORBIDDEN_MESSAGE, "a newer lease publishes");
        }
    }

    @OnBinaryMessage
    void received(Buffer message, WebSocketConnection connection) {
        try {
            var frame = Frame.decode(ByteBuffer.wrap(message.getBytes()));
            streams.find(session(connection))
                    .map(stream -> stream.receive(connection.id(), frame, clock.instant()))
                    .ifPresent(answer -> new SocketSink(unbound(connection)).send(answer));
        } catch (MalformedFrame e) {
            new SocketSink(unbound(connection)).close(CloseCode.FORBIDDEN_MESSAGE, "malformed");
        }
    }

    @OnTextMessage
    void received(String message, WebSocketConnection connection) {
        new SocketSink(unbound(connection)).close(CloseCode.FORBIDDEN_MESSAGE, "binary only");
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        streams.find(session(connection))
                .ifPresent(stream -> stream.unpublish(connection.id(), clock.instant()));
    }

    private static SessionId session(WebSocketConnection connection) {
        return SessionId.parse(connection.pathParam("session"));
    }

    private WebSocketConnection unbound(WebSocketConnection connection) {
        return connections.findByConnectionId(connection.id()).orElse(connection);
    }
}

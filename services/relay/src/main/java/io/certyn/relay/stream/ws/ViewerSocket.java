package io.certyn.relay.stream.ws;

import io.certyn.ids.SessionId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.MalformedFrame;
import io.certyn.relay.stream.CloseCode;
import io.certyn.relay.stream.LiveStreams;
import io.certyn.relay.stream.flow.StreamOpening;
import io.certyn.relay.ticket.Ticket;
import io.certyn.relay.ticket.Ticket.Purpose;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Where a viewer watches one session. Anything but a short list of messages closes the socket. */
@WebSocket(path = "/relay/v1/view/{session}")
public class ViewerSocket {

    private static final Logger LOG = Logger.getLogger(ViewerSocket.class);

    private final Entrance entrance;
    private final StreamOpening opening;
    private final LiveStreams streams;
    private final Clock clock;

    ViewerSocket(Entrance entrance, StreamOpening opening, LiveStreams streams, Clock clock) {
        this.entrance = entrance;
        this.opening = opening;
        this.streams = streams;
        this.clock = clock;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        var sink = entrance.sink(connection);
        var id = connection.id();
        return entrance.ticket(connection, Purpose.VIEW)
                .invoke(ticket ->
                        ticket.ifPresentOrElse(
                                taken -> join(taken, id, sink),
                                () -> sink.close(CloseCode.TICKET, "ticket not valid")))
                .replaceWithVoid();
    }

    private void join(Ticket ticket, String id, SocketSink sink) {
        if (opening.openFor(ticket).join(id, sink, clock.instant())) {
            LOG.infof("viewer joined sessionId=%s", ticket.session());
        } else if (streams.isDraining()) {
            sink.close(CloseCode.DRAINING, "restarting");
        } else {
            sink.close(CloseCode.OVERLOAD, "too many viewers");
        }
    }

    @OnBinaryMessage
    void received(Buffer message, WebSocketConnection connection) {
        try {
            var frame = Frame.decode(ByteBuffer.wrap(message.getBytes()));
            switch (frame.type()) {
                case ACK ->
                        streams.find(session(connection))
                                .ifPresent(
                                        stream -> stream.drawn(connection.id(), clock.instant()));
                case CONFIG, TIME, HEARTBEAT -> {
                    // Wishes and clock probes are allowed; they change nothing here yet.
                }
                default -> forbid(connection);
            }
        } catch (MalformedFrame e) {
            forbid(connection);
        }
    }

    @OnTextMessage
    void received(String message, WebSocketConnection connection) {
        forbid(connection);
    }

    private void forbid(WebSocketConnection connection) {
        LOG.warnf("viewer sent a forbidden message sessionId=%s", connection.pathParam("session"));
        entrance.sink(connection).close(CloseCode.FORBIDDEN_MESSAGE, "watching only");
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        streams.find(session(connection))
                .ifPresent(stream -> stream.leave(connection.id(), clock.instant()));
    }

    private static SessionId session(WebSocketConnection connection) {
        return SessionId.parse(connection.pathParam("session"));
    }
}

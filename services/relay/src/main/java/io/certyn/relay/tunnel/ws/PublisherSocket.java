package io.certyn.relay.tunnel.ws;

import io.certyn.ids.SessionId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.MalformedFrame;
import io.certyn.relay.stream.CloseCode;
import io.certyn.relay.stream.LiveStreams;
import io.certyn.relay.stream.flow.LatePublishers;
import io.certyn.relay.stream.ws.Entrance;
import io.certyn.relay.stream.ws.SocketSink;
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

/** Where a runner publishes one session's picture; opened from inside the customer's network. */
@WebSocket(path = "/relay/v1/publish/{session}")
public class PublisherSocket {

    private static final Logger LOG = Logger.getLogger(PublisherSocket.class);

    private final Entrance entrance;
    private final LiveStreams streams;
    private final LatePublishers late;
    private final Clock clock;

    PublisherSocket(Entrance entrance, LiveStreams streams, LatePublishers late, Clock clock) {
        this.entrance = entrance;
        this.streams = streams;
        this.late = late;
        this.clock = clock;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        var sink = entrance.sink(connection);
        var id = connection.id();
        return entrance.ticket(connection, Purpose.PUBLISH)
                .invoke(ticket ->
                        ticket.ifPresentOrElse(
                                taken -> publish(taken, id, sink),
                                () -> sink.close(CloseCode.TICKET, "ticket not valid")))
                .replaceWithVoid();
    }

    private void publish(Ticket ticket, String id, SocketSink sink) {
        var stream = streams.open(ticket.session(), ticket.tenant(), clock.instant());
        if (stream.publish(id, ticket.epoch(), sink)) {
            LOG.infof("publisher joined sessionId=%s epoch=%d", ticket.session(), ticket.epoch());
        } else if (streams.isDraining()) {
            sink.close(CloseCode.DRAINING, "restarting");
        } else if (stream.hasLeftBehind(ticket.epoch())) {
            sink.close(CloseCode.FORBIDDEN_MESSAGE, "a newer lease publishes");
            late.refused(ticket);
        } else {
            sink.close(CloseCode.SESSION_OVER, "nobody watches any more");
        }
    }

    @OnBinaryMessage
    void received(Buffer message, WebSocketConnection connection) {
        try {
            var frame = Frame.decode(ByteBuffer.wrap(message.getBytes()));
            streams.find(session(connection))
                    .map(stream -> stream.receive(connection.id(), frame, clock.instant()))
                    .ifPresent(answer -> entrance.sink(connection).send(answer));
        } catch (MalformedFrame e) {
            entrance.sink(connection).close(CloseCode.FORBIDDEN_MESSAGE, "malformed");
        }
    }

    @OnTextMessage
    void received(String message, WebSocketConnection connection) {
        entrance.sink(connection).close(CloseCode.FORBIDDEN_MESSAGE, "binary only");
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        streams.find(session(connection))
                .ifPresent(stream -> stream.unpublish(connection.id(), clock.instant()));
    }

    private static SessionId session(WebSocketConnection connection) {
        return SessionId.parse(connection.pathParam("session"));
    }
}

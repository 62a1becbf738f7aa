package io.certyn.relay.stream.ws;

import io.certyn.protocol.link.Frame;
import io.certyn.relay.stream.CloseCode;
import io.certyn.relay.stream.FrameSink;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A socket as a sink of frames. Writes are queued by the transport in call order; a socket with
 * more unsent messages than a healthy one ever has is closed, so that a stalled peer cannot eat
 * memory.
 */
public final class SocketSink implements FrameSink {

    private static final Logger LOG = Logger.getLogger(SocketSink.class);

    /** The ring of events a joiner gets, the ordered lane, and a few control messages. */
    private static final int MAX_UNSENT = 512;

    private final WebSocketConnection connection;
    private final AtomicInteger unsent = new AtomicInteger();

    public SocketSink(WebSocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void send(Frame frame) {
        if (!connection.isOpen()) {
            return;
        }
        if (unsent.incrementAndGet() > MAX_UNSENT) {
            close(CloseCode.OVERLOAD, "too slow");
            return;
        }
        connection
                .sendBinary(Buffer.buffer(frame.encode().array()))
                .onTermination()
                .invoke(() -> unsent.decrementAndGet())
                .subscribe()
                .with(_ -> {}, e -> LOG.debugf("frame not sent: %s", e));
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!connection.isOpen()) {
            return;
        }
        connection
                .close(new CloseReason(code.code(), reason))
                .subscribe()
                .with(_ -> {}, e -> LOG.debugf("socket not closed: %s", e));
    }
}

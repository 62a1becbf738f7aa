package io.certyn.relay;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.MalformedFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client of live.v1 that remembers what it got. */
final class TestSocket implements WebSocket.Listener {

    final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private @Nullable WebSocket socket;

    static TestSocket open(URI url, String ticket) {
        var client = new TestSocket();
        client.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("certyn.live.v1", "ticket." + ticket)
                        .buildAsync(url, client)
                        .join();
        return client;
    }

    void send(Frame frame) {
        open().sendBinary(frame.encode(), true).join();
    }

    void sendText(String text) {
        open().sendText(text, true).join();
    }

    void close() {
        open().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    String subprotocol() {
        return open().getSubprotocol();
    }

    private WebSocket open() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    /** The next message of this type; others before it are skipped. */
    Frame next(FrameType type) throws InterruptedException {
        for (var frame = received.poll(10, TimeUnit.SECONDS);
                frame != null;
                frame = received.poll(10, TimeUnit.SECONDS)) {
            if (frame.type() == type) {
                return frame;
            }
        }
        throw new AssertionError("no " + type + " came");
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            try {
                received.add(Frame.decode(ByteBuffer.wrap(partial.toByteArray())));
            } catch (MalformedFrame e) {
                closed.completeExceptionally(e);
            }
            partial.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}

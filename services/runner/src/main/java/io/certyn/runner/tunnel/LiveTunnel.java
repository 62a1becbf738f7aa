package io.certyn.runner.tunnel;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.MalformedFrame;
import io.certyn.runner.control.Backoff;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.metrics.RunnerMetrics.Failure;
import io.certyn.runner.work.LeaseKey;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One session's live picture: nothing leaves the agent, let alone this machine, while it is closed.
 */
public final class LiveTunnel implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LiveTunnel.class.getName());
    private static final String PROTOCOL = "certyn.live.v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS = 8;

    /** Codes of our own, beside those of WebSockets: no connection, and none for now. */
    private static final int BROKEN = -1;

    private static final int BUSY = -2;

    /** Closed for good: the ticket is spent, the message wrong, or the session over. */
    private static final Set<Integer> FINAL = Set.of(1000, 4401, 4403, 4410, 4504);

    private final LeaseKey key;
    private final HttpClient client;
    private final Function<String, URI> address;
    private final Consumer<Boolean> capture;
    private final RunnerMetrics metrics;
    private final Lanes lanes = new Lanes();
    private @Nullable Thread thread;
    private boolean closed;

    LiveTunnel(
            LeaseKey key,
            HttpClient client,
            Function<String, URI> address,
            Consumer<Boolean> capture,
            RunnerMetrics metrics) {
        this.key = key;
        this.client = client;
        this.address = address;
        this.capture = capture;
        this.metrics = metrics;
    }

    /** Passes on what the agent sent; kept until somebody watches, within limits. */
    public void publish(Frame frame) {
        lanes.add(frame);
    }

    public synchronized void open(String relayPath, String publishToken) {
        if (closed) {
            return;
        }
        if (thread != null) {
            thread.interrupt();
        }
        thread =
                Thread.ofVirtual()
                        .name("tunnel")
                        .start(() -> run(address.apply(relayPath), publishToken));
    }

    /** Nobody watches any more. */
    public synchronized void pause() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        capture.accept(false);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void run(URI relay, String token) {
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
        capture.accept(true);
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                int code = publish(relay, token);
                count(code);
                if (FINAL.contains(code)) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "live picture ended sessionId={0} code={1}",
                            key.session(),
                            code);
                    stopCapture();
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
            LOG.log(System.Logger.Level.WARNING, "relay unreachable sessionId={0}", key.session());
            stopCapture();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A relay that ends a stream, or restarts, has not failed. */
    private void count(int code) {
        switch (code) {
            case 1000, 1012, 4410, 4504 -> {}
            case BROKEN -> metrics.relayFailed(Failure.UNREACHABLE);
            case BUSY -> metrics.relayFailed(Failure.UNAVAILABLE);
            default -> metrics.relayFailed(Failure.REFUSED);
        }
    }

    private synchronized void stopCapture() {
        // A tunnel opened meanwhile wants its pictures.
        if (Thread.currentThread().equals(thread)) {
            capture.accept(false);
        }
    }

    /** Publishes over one connection and returns how it was closed. */
    private int publish(URI relay, String token) throws InterruptedException {
        var incoming = new Incoming();
        WebSocket socket;
        try {
            socket =
                    client.newWebSocketBuilder()
                            .connectTimeout(CONNECT_TIMEOUT)
                            .subprotocols(PROTOCOL, "ticket." + token)
                            .buildAsync(relay, incoming)
                            .get();
        } catch (ExecutionException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "relay refused sessionId={0} error={1}",
                    key.session(),
                    String.valueOf(e.getCause()));
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? ofHandshake(refused.getResponse().statusCode())
                    : BROKEN;
        }
        LOG.log(System.Logger.Level.INFO, "live picture opened sessionId={0}", key.session());
        return publish(socket, incoming);
    }

    private static int ofHandshake(int status) {
        return status == 429 || status / 100 == 5 ? BUSY : 4401;
    }

    private int publish(WebSocket socket, Incoming incoming) throws InterruptedException {
        lanes.restart();
        var sender = Thread.currentThread();
        var _ = incoming.ended.whenComplete((_, _) -> incoming.wake(sender));
        try {
            while (!incoming.ended.isDone()) {
                var frame = lanes.next();
                socket.sendBinary(frame.encode(), true)
                        .get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            if (!incoming.woke()) {
                bye(socket);
                throw e;
            }
        } catch (ExecutionException | TimeoutException e) {
            incoming.ended.complete(BROKEN);
        } finally {
            incoming.settle();
            socket.abort();
        }
        return incoming.ended.getNow(BROKEN);
    }

    private static void bye(WebSocket socket) {
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "closed")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException _) {
            // The other side finds out by itself.
        }
    }

    /** The relay's side of the socket: acknowledgements, and the end. */
    private final class Incoming implements WebSocket.Listener {

        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private boolean woken;
        private boolean settled;

        /** Interrupts the sender, which may be waiting for something to send. */
        synchronized void wake(Thread sender) {
            if (!settled) {
                woken = true;
                sender.interrupt();
            }
        }

        synchronized boolean woke() {
            return woken;
        }

        /** From now on nobody is woken, and a wake-up that came too late is taken back. */
        synchronized void settle() {
            settled = true;
            if (woken) {
                Thread.interrupted();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            parts.writeBytes(bytes);
            if (parts.size() > Frame.HEADER_BYTES + Frame.MAX_PAYLOAD) {
                ended.complete(BROKEN);
            } else if (last) {
                received(parts.toByteArray());
                parts.reset();
            }
            socket.request(1);
            return null;
        }

        private void received(byte[] message) {
            try {
                if (Frame.decode(ByteBuffer.wrap(message)).type() == FrameType.ACK) {
                    lanes.acknowledged();
                }
            } catch (MalformedFrame _) {
                ended.complete(BROKEN);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(BROKEN);
        }
    }
}

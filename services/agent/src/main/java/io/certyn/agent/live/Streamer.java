package io.certyn.agent.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends pictures of the page while somebody watches, and nothing while nobody does. All of it
 * happens on one daemon thread; the newest picture wins, and the browser is held to the frame cap
 * by when its pictures are acknowledged.
 */
public final class Streamer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Streamer.class.getName());
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int QUALITY = 60;
    private static final int MAX_WIDTH = 1280;
    private static final int MAX_HEIGHT = 720;
    private static final int MAX_QUEUE = 1_000;
    private static final long PORT_WAIT_MS = 50;
    private static final int PORT_TRIES = 200;

    private static final JsonNode END = note("end");
    private static final JsonNode ON = note("on");
    private static final JsonNode OFF = note("off");

    private final Path directory;
    private final Sink sink;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(MAX_QUEUE);
    private final Thread thread;

    private final Targets targets = new Targets();
    private boolean capturing;
    private @Nullable String castSession;
    private @Nullable Picture pending;
    private @Nullable Picture last;
    private long lastSent = System.nanoTime() - FRAME_NANOS;

    /**
     * @param directory where the browser's profile lies
     */
    public Streamer(Path directory, Sink sink) {
        this.directory = directory;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("streamer").unstarted(this::run);
    }

    /** Takes pictures. */
    @FunctionalInterface
    public interface Sink {
        void accept(byte[] jpeg, Instant taken, int width, int height) throws IOException;
    }

    /** A picture the browser waits to see acknowledged. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Picture(byte[] jpeg, Instant taken, JpegSize size, int number, String session) {}

    public void start() {
        thread.start();
    }

    /** Starts or stops capturing; safe to call from any thread. */
    public void capture(boolean on) {
        messages.offer(on ? ON : OFF);
    }

    @Override
    public void close() {
        messages.offer(END);
    }

    private void run() {
        try (var devTools = connect()) {
            devTools.send("Target.setDiscoverTargets", node().put("discover", true), null);
            while (true) {
                var message = messages.poll(untilDue(), TimeUnit.NANOSECONDS);
                if (END.equals(message)) {
                    return;
                }
                if (message != null) {
                    handle(devTools, message);
                }
                sendIfDue(devTools);
            }
        } catch (IOException | CompletionException e) {
            LOG.log(System.Logger.Level.WARNING, "live picture ended", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private DevTools connect() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < PORT_TRIES; attempt++) {
            var address = DevTools.address(directory);
            if (address.isPresent()) {
                return DevTools.connect(address.get(), messages, END);
            }
            TimeUnit.MILLISECONDS.sleep(PORT_WAIT_MS);
        }
        throw new IOException("the browser names no debugging port");
    }

    private long untilDue() {
        return pending == null
                ? TimeUnit.SECONDS.toNanos(1)
                : Math.max(0, lastSent + FRAME_NANOS - System.nanoTime());
    }

    private void handle(DevTools devTools, JsonNode message) throws IOException {
        if (ON.equals(message) || OFF.equals(message)) {
            switchTo(devTools, ON.equals(message));
            return;
        }
        switch (message.path("method").asText()) {
            case "Page.screencastFrame" -> received(devTools, message);
            case "Target.targetCreated" -> targets.created(devTools, message.path("params"));
            case "Target.targetDestroyed" -> targets.destroyed(message.path("params"));
            default -> targets.answered(message);
        }
        follow(devTools);
    }

    private void switchTo(DevTools devTools, boolean on) throws IOException {
        if (on && last != null) {
            send(last);
        }
        if (on != capturing) {
            capturing = on;
            follow(devTools);
        }
    }

    /** Casts from the page that is shown now: the new one starts before the old one stops. */
    private void follow(DevTools devTools) {
        var wanted = capturing ? targets.session() : null;
        if (Objects.equals(wanted, castSession)) {
            return;
        }
        if (wanted != null) {
            devTools.send(
                    "Page.startScreencast",
                    node().put("format", "jpeg")
                            .put("quality", QUALITY)
                            .put("maxWidth", MAX_WIDTH)
                            .put("maxHeight", MAX_HEIGHT)
                            .put("everyNthFrame", 1),
                    wanted);
        }
        if (castSession != null && targets.knows(castSession)) {
            devTools.send("Page.stopScreencast", node(), castSession);
        }
        castSession = wanted;
    }

    private void received(DevTools devTools, JsonNode message) {
        var parameters = message.path("params");
        int number = parameters.path("sessionId").asInt();
        var session = message.path("sessionId").asText();
        var jpeg = decoded(parameters.path("data").asText());
        var size = JpegSize.of(jpeg);
        if (!session.equals(castSession) || size.isEmpty() || jpeg.length > Frame.MAX_PAYLOAD) {
            acknowledge(devTools, number, session);
            return;
        }
        if (pending != null) {
            acknowledge(devTools, pending.number(), pending.session());
        }
        pending = new Picture(jpeg, Instant.now(), size.get(), number, session);
    }

    private static byte[] decoded(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private void sendIfDue(DevTools devTools) throws IOException {
        var picture = pending;
        if (picture == null || System.nanoTime() - lastSent < FRAME_NANOS) {
            return;
        }
        pending = null;
        try {
            boolean same = last != null && Arrays.equals(last.jpeg(), picture.jpeg());
            if (capturing && !same) {
                send(picture);
            }
            last = picture;
        } finally {
            // Without its acknowledgement the browser never sends another one.
            acknowledge(devTools, picture.number(), picture.session());
        }
    }

    private void send(Picture picture) throws IOException {
        lastSent = System.nanoTime();
        sink.accept(
                picture.jpeg(), picture.taken(), picture.size().width(), picture.size().height());
    }

    private void acknowledge(DevTools devTools, int number, String session) {
        if (targets.knows(session)) {
            devTools.send("Page.screencastFrameAck", node().put("sessionId", number), session);
        }
    }

    private static ObjectNode node() {
        return ProtocolJson.MAPPER.createObjectNode();
    }

    private static JsonNode note(String what) {
        return node().put("note", what);
    }
}

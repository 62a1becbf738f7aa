package io.certyn.agent;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The runner's end of the link: gives one assignment, answers questions, keeps all it hears. */
public final class TestRunnerLink implements AutoCloseable {

    /**
     * For a session of two dozen cases, or an exploration, on a machine that has other things to
     * do.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ServerSocketChannel server;
    private final Assignment assignment;
    private final Duration deadline;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<LinkMessages.Hello> hello = new CompletableFuture<>();
    private final CompletableFuture<List<Sync.Result>> results = new CompletableFuture<>();
    private final CompletableFuture<LinkCodec> connected = new CompletableFuture<>();
    private final CompletableFuture<SocketChannel> connection = new CompletableFuture<>();
    private volatile boolean extending = true;

    private TestRunnerLink(ServerSocketChannel server, Assignment assignment, Duration deadline) {
        this.server = server;
        this.assignment = assignment;
        this.deadline = deadline;
    }

    public static TestRunnerLink listen(Path socket, Assignment assignment, Duration deadline)
            throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var link = new TestRunnerLink(server, assignment, deadline);
        Thread.ofVirtual().start(link::run);
        return link;
    }

    /** From now on the deadline is not extended any more. */
    public void stopExtending() {
        extending = false;
    }

    /** The agent is gone; if it left no results, none will come. */
    void ended(String log) {
        results.completeExceptionally(new IllegalStateException("the agent ended: " + log));
    }

    /** Closes the connection, as a runner that was killed does. */
    public void hangUp() throws IOException {
        connection.join().close();
    }

    public void send(LinkMessages.Control control) {
        try {
            connected.join().write(frame(FrameType.CONTROL, control));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try (var channel = server.accept()) {
            connection.complete(channel);
            var codec = LinkCodec.over(channel);
            connected.complete(codec);
            while (true) {
                var frame = codec.read();
                frames.add(frame);
                answer(codec, frame);
            }
        } catch (IOException _) {
            // The agent has ended, or was ended: its exit says what that means.
        }
    }

    private void answer(LinkCodec codec, Frame frame) throws IOException {
        if (frame.type() == FrameType.LINK_HELLO) {
            hello.complete(read(frame, LinkMessages.Hello.class));
            codec.write(
                    frame(
                            FrameType.ASSIGNMENT,
                            new LinkMessages.Assigned(1, deadline.toMillis(), assignment)));
        } else if (frame.type() == FrameType.CONTROL && extending) {
            var nonce = read(frame, LinkMessages.Control.class).nonce();
            codec.write(
                    frame(
                            FrameType.CONTROL,
                            LinkMessages.Control.deadline(
                                    nonce == null ? 0 : nonce, deadline.toMillis())));
        } else if (frame.type() == FrameType.RESULT) {
            results.complete(read(frame, LinkMessages.Result.class).results());
            codec.write(frame(FrameType.LINK_ACK, new LinkMessages.Acknowledged(frame.seq())));
        }
    }

    public LinkMessages.Hello hello() {
        return hello.join();
    }

    public List<Sync.Result> results() {
        await().atMost(PATIENCE).until(results::isDone);
        return results.join();
    }

    public boolean hasResults() {
        return results.isDone() && !results.isCompletedExceptionally();
    }

    public List<Frame> frames(FrameType type) {
        return frames.stream().filter(frame -> frame.type() == type).toList();
    }

    /** Sequence numbers of everything but pictures, as they came. */
    public List<Long> sequence() {
        return frames.stream()
                .filter(frame -> frame.type() != FrameType.FRAME_JPEG)
                .map(Frame::seq)
                .toList();
    }

    public List<LinkMessages.Step> steps(String state) {
        return frames(FrameType.STEP).stream()
                .map(frame -> read(frame, LinkMessages.Step.class))
                .filter(step -> step.state().equals(state))
                .toList();
    }

    public List<String> trace() {
        return frames(FrameType.TRACE).stream().map(Frame::text).toList();
    }

    /** The files that arrived whole, by name. */
    public Map<String, byte[]> files() {
        var open = new LinkedHashMap<String, ByteArrayOutputStream>();
        var whole = new LinkedHashMap<String, byte[]>();
        for (var frame : frames(FrameType.CHUNK)) {
            var payload = ByteBuffer.wrap(frame.payload());
            var head = new byte[Short.toUnsignedInt(payload.getShort())];
            payload.get(head);
            var chunk = parse(new String(head, StandardCharsets.UTF_8), LinkMessages.Chunk.class);
            var bytes = new byte[payload.remaining()];
            payload.get(bytes);
            var file = open.computeIfAbsent(chunk.name(), _ -> new ByteArrayOutputStream());
            if (file.size() != chunk.offset()) {
                throw new IllegalStateException("gap in " + chunk.name());
            }
            file.writeBytes(bytes);
            if (chunk.last()) {
                whole.put(chunk.name(), file.toByteArray());
            }
        }
        return whole;
    }

    /** Every chunk's header, to see what the runner is told about a file. */
    public List<LinkMessages.Chunk> chunks() {
        var chunks = new ArrayList<LinkMessages.Chunk>();
        for (var frame : frames(FrameType.CHUNK)) {
            var payload = ByteBuffer.wrap(frame.payload());
            var head = new byte[Short.toUnsignedInt(payload.getShort())];
            payload.get(head);
            chunks.add(parse(new String(head, StandardCharsets.UTF_8), LinkMessages.Chunk.class));
        }
        return chunks;
    }

    private static Frame frame(FrameType type, Object message) throws IOException {
        return Frame.of(type, 1, ProtocolJson.MAPPER.writeValueAsBytes(message));
    }

    private static <T> T read(Frame frame, Class<T> type) {
        return parse(frame.text(), type);
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return ProtocolJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

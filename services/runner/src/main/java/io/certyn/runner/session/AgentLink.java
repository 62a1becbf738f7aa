package io.certyn.runner.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The runner's end of the link to one agent: a listening socket that takes one connection. Until a
 * session listens, nothing but the greeting is read.
 */
final class AgentLink implements AutoCloseable {

    private static final int LONGEST_PATH = 107;

    private final ServerSocketChannel server;
    private final CompletableFuture<LinkMessages.Hello> hello = new CompletableFuture<>();
    private final CompletableFuture<Listener> listener = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable SocketChannel channel;
    private volatile @Nullable LinkCodec codec;
    private volatile boolean closed;

    private AgentLink(ServerSocketChannel server) {
        this.server = server;
    }

    /** Hears the agent, on the link's own thread. */
    interface Listener {

        void received(Frame frame) throws IOException;

        /** The link ended; null when the agent closed it between two messages. */
        void closed(@Nullable IOException why);
    }

    /** Listens in this directory, which must not be readable by others than the agent. */
    static AgentLink listen(Path directory) throws IOException {
        var link = bind(directory);
        Thread.ofVirtual().name("link").start(link::run);
        return link;
    }

    /** A link that listens once it runs. */
    static AgentLink bind(Path directory) throws IOException {
        var socket = directory.resolve("link.sock");
        if (socket.toString().length() > LONGEST_PATH) {
            throw new IOException("the path of a socket is too long: " + socket);
        }
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1);
        // An agent in a container is another user; the directory keeps everybody else out.
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new AgentLink(server);
    }

    CompletableFuture<LinkMessages.Hello> hello() {
        return hello;
    }

    /** From now on every frame goes to this listener. */
    void listen(Listener session) {
        listener.complete(session);
    }

    /** Serves the one connection until it ends. */
    void run() {
        IOException why = null;
        try {
            var accepted = server.accept();
            channel = accepted;
            server.close();
            var reading = LinkCodec.over(accepted);
            codec = reading;
            hello.complete(greeting(reading.read()));
            read(reading);
        } catch (EOFException | ClosedChannelException _) {
            // The ordinary end.
        } catch (IOException e) {
            why = e;
        } finally {
            close();
            hello.completeExceptionally(why == null ? new IOException("the agent left") : why);
            var ended = why;
            var _ = listener.thenAccept(session -> session.closed(ended));
        }
    }

    private void read(LinkCodec reading) throws IOException {
        long seq = 1;
        var session = session();
        while (true) {
            var frame = reading.read();
            // Pictures may be dropped and count for themselves; all else has no gaps.
            if (frame.type() != FrameType.FRAME_JPEG && frame.seq() != ++seq) {
                throw new LinkViolation("message " + frame.seq() + " where " + seq + " was due");
            }
            session.received(frame);
        }
    }

    /** Waits for the session; a link that closes before there is one ends in the ordinary way. */
    private Listener session() throws ClosedChannelException {
        try {
            return listener.join();
        } catch (CompletionException _) {
            throw new ClosedChannelException();
        }
    }

    private static LinkMessages.Hello greeting(Frame frame) throws IOException {
        if (frame.type() != FrameType.LINK_HELLO || frame.seq() != 1) {
            throw new LinkViolation("a link that begins with " + frame.type());
        }
        return json(frame, LinkMessages.Hello.class);
    }

    void send(FrameType type, Object message) throws IOException {
        var writing = codec;
        if (writing == null || closed) {
            throw new IOException("no agent on the link");
        }
        try {
            writing.write(
                    Frame.of(
                            type,
                            sent.incrementAndGet(),
                            ProtocolJson.MAPPER.writeValueAsBytes(message)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + message.getClass(), e);
        }
    }

    static <T> T json(Frame frame, Class<T> type) throws LinkViolation {
        try {
            var value = ProtocolJson.MAPPER.readValue(frame.payload(), type);
            if (value == null) {
                throw new LinkViolation("an empty " + frame.type());
            }
            return value;
        } catch (IOException e) {
            if (e instanceof LinkViolation violation) {
                throw violation;
            }
            throw new LinkViolation("an unreadable " + frame.type());
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.completeExceptionally(new IOException("closed"));
        try {
            server.close();
            var open = channel;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            System.getLogger(AgentLink.class.getName())
                    .log(System.Logger.Level.DEBUG, "link not closed", e);
        }
    }
}

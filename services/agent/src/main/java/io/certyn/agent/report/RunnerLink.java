package io.certyn.agent.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.link.RemoteLink;
import io.certyn.security.Redactor;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The connection to the runner. Everything but pictures shares one sequence without gaps; pictures
 * have their own, since they may be dropped. Sending is safe for several threads.
 */
public final class RunnerLink implements AutoCloseable {

    /** Small enough that a cancel never waits long behind evidence. */
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Closeable connection;
    private final LinkCodec codec;
    private final Redactor redactor;
    private final Object order = new Object();
    private long seq;
    private long pictures;

    private RunnerLink(Closeable connection, LinkCodec codec, Redactor redactor) {
        this.connection = connection;
        this.codec = codec;
        this.redactor = redactor;
    }

    /**
     * @param redactor what every message that may show something of a page goes through
     */
    public static RunnerLink connect(RunnerAddress address, Redactor redactor)
            throws IOException, InterruptedException {
        return switch (address) {
            case RunnerAddress.Socket(var path) -> connect(path, redactor);
            case RunnerAddress.Remote(var link) -> connect(link, redactor);
        };
    }

    private static RunnerLink connect(RemoteLink link, Redactor redactor)
            throws IOException, InterruptedException {
        var socket = link.connect();
        return new RunnerLink(
                socket, new LinkCodec(socket.getInputStream(), socket.getOutputStream()), redactor);
    }

    private static RunnerLink connect(Path socket, Redactor redactor) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new RunnerLink(channel, LinkCodec.over(channel), redactor);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits for the runner's next message; for one thread. */
    public Frame receive() throws IOException {
        return codec.read();
    }

    public void hello(LinkMessages.Hello hello) {
        send(FrameType.LINK_HELLO, json(hello));
    }

    public void control(LinkMessages.Control control) {
        send(FrameType.CONTROL, json(control));
    }

    public void trace(String line) {
        send(FrameType.TRACE, line.getBytes(StandardCharsets.UTF_8));
    }

    public void step(LinkMessages.Step step) {
        send(FrameType.STEP, redacted(step));
    }

    public void meta(LinkMessages.Meta meta) {
        send(FrameType.META, redacted(meta));
    }

    /** Sends the results and returns their sequence number, which the runner acknowledges. */
    public long result(LinkMessages.Result result) {
        return send(FrameType.RESULT, redacted(result));
    }

    /** Sends bytes of a file; {@code offset} is where they belong. */
    public void chunk(LinkMessages.Chunk header, byte[] bytes) {
        int sent = 0;
        do {
            int length = Math.min(CHUNK_BYTES, bytes.length - sent);
            boolean last = header.last() && sent + length == bytes.length;
            var part =
                    new LinkMessages.Chunk(
                            header.name(),
                            header.kind(),
                            header.caseKey(),
                            header.step(),
                            header.contentType(),
                            header.offset() + sent,
                            last);
            var head = json(part);
            var payload = ByteBuffer.allocate(Short.BYTES + head.length + length);
            payload.putShort((short) head.length).put(head).put(bytes, sent, length);
            send(FrameType.CHUNK, payload.array());
            sent += length;
        } while (sent < bytes.length);
    }

    /** Sends a picture taken at this moment. */
    public void picture(byte[] jpeg, Instant taken, int width, int height) throws IOException {
        synchronized (order) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, taken);
            codec.write(
                    new Frame(FrameType.FRAME_JPEG, 0, ++pictures, micros, width, height, jpeg));
        }
    }

    private long send(FrameType type, byte[] payload) {
        synchronized (order) {
            try {
                codec.write(Frame.of(type, ++seq, payload));
                return seq;
            } catch (IOException e) {
                throw new UncheckedIOException("the link to the runner is gone", e);
            }
        }
    }

    private byte[] redacted(Object message) {
        var text = new String(json(message), StandardCharsets.UTF_8);
        return redactor.redact(text).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(Object message) {
        try {
            return ProtocolJson.MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + message.getClass(), e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

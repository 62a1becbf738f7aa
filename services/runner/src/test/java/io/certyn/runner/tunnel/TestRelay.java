package io.certyn.runner.tunnel;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The relay's side of a publisher's socket, by hand: whole binary messages and a close, no more.
 */
final class TestRelay implements AutoCloseable {

    private static final int BINARY = 2;
    private static final int CLOSE = 8;

    private final ServerSocket server;
    private final AtomicReference<Socket> current = new AtomicReference<>();

    final List<Frame> received = new CopyOnWriteArrayList<>();
    final List<String> handshakes = new CopyOnWriteArrayList<>();

    private TestRelay(ServerSocket server) {
        this.server = server;
    }

    static TestRelay start() throws IOException {
        var relay = new TestRelay(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    URI address(String path) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                current.set(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // Closed at the end of the test.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            handshakes.add(head.toString());
            var key = head.toString().replaceAll("(?is).*sec-websocket-key: (\\S+).*", "$1");
            socket.getOutputStream()
                    .write(
                            ("HTTP/1.1 101 Switching Protocols\r\n"
                                            + "Upgrade: websocket\r\n"
                                            + "Connection: Upgrade\r\n"
                                            + "Sec-WebSocket-Protocol: certyn.live.v1\r\n"
                                            + "Sec-WebSocket-Accept: "
                                            + accept(key)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            while (read(in)) {
                // Until the publisher closes.
            }
        } catch (EOFException | SocketException _) {
            // The publisher left, or this side broke the connection.
        } catch (IOException | NoSuchAlgorithmException e) {
            handshakes.add("failed: " + e);
        }
    }

    private boolean read(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        var mask = in.readNBytes(4);
        var payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (opcode == BINARY) {
            received.add(Frame.decode(ByteBuffer.wrap(payload)));
        }
        return opcode != CLOSE;
    }

    private static String accept(String key) throws NoSuchAlgorithmException {
        var digest =
                MessageDigest.getInstance("SHA-1")
                        .digest(
                                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                        .getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    void acknowledge(long seq) throws IOException {
        var frame = Frame.text(FrameType.ACK, seq, "").encode();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        send(BINARY, bytes);
    }

    void close(int code) throws IOException {
        send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    void breakConnection() throws IOException {
        current.get().setSoLinger(true, 0);
        current.get().close();
    }

    private void send(int opcode, byte[] payload) throws IOException {
        var message =
                ByteBuffer.allocate(2 + payload.length)
                        .put((byte) (0x80 | opcode))
                        .put((byte) payload.length)
                        .put(payload);
        current.get().getOutputStream().write(message.array());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

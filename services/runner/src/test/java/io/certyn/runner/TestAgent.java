package io.certyn.runner;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.link.RemoteLink;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * An agent without a browser: speaks the link and behaves as the assignment's variable {@code
 * behaviour} says. Runs as a process of its own.
 */
public final class TestAgent {

    private final LinkCodec codec;
    private long seq;

    private TestAgent(LinkCodec codec) {
        this.codec = codec;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("test agent started");
        new TestAgent(link(System.getenv("CERTYN_LINK"))).run();
    }

    private static LinkCodec link(String address) throws IOException, InterruptedException {
        if (address.startsWith(RemoteLink.SCHEME + ":")) {
            var socket =
                    RemoteLink.of(
                                    address,
                                    System.getenv("CERTYN_LINK_CERTIFICATE"),
                                    Path.of(System.getenv("CERTYN_LINK_TOKEN_FILE")))
                            .connect();
            return new LinkCodec(socket.getInputStream(), socket.getOutputStream());
        }
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(Path.of(address)));
        return LinkCodec.over(channel);
    }

    private void run() throws IOException, InterruptedException {
        send(
                FrameType.LINK_HELLO,
                new LinkMessages.Hello(1, "test", "none", ProcessHandle.current().pid()));
        var assigned = read(FrameType.ASSIGNMENT, LinkMessages.Assigned.class);
        var behaviour =
                assigned.assignment().environment().variables().getOrDefault("behaviour", "pass");
        send(FrameType.CONTROL, LinkMessages.Control.deadlineRequest(1));
        trace("{\"v\":1,\"seq\":1,\"type\":\"session.start\"}");
        switch (behaviour) {
            case "pass" -> pass(assigned.assignment());
            case "crash" -> {
                step(assigned.assignment().cases().getFirst());
                System.exit(7);
            }
            case "cancellable" -> {
                step(assigned.assignment().cases().getFirst());
                awaitCancel();
                pass(assigned.assignment());
            }
            case "stubborn" -> {
                step(assigned.assignment().cases().getFirst());
                new ProcessBuilder("sleep", "600").start();
                new CountDownLatch(1).await();
            }
            case "violating" -> {
                chunk("../../escape", "screenshot", new byte[] {1}, true, 0);
                new CountDownLatch(1).await();
            }
            case "curious" -> {
                ask("CONNECT tracker.example:443");
                ask("CONNECT tracker.example:443");
                pass(assigned.assignment());
            }
            case "live" -> live(assigned.assignment());
            default -> throw new IllegalArgumentException(behaviour);
        }
    }

    /** Asks the proxy, as a page's subrequest would. */
    private static void ask(String request) throws IOException {
        var file = System.getenv("CERTYN_EGRESS_FILE");
        var egress =
                URI.create(
                        file == null
                                ? System.getenv("CERTYN_EGRESS")
                                : Files.readString(Path.of(file)));
        var pass = egress.getUserInfo().getBytes(StandardCharsets.UTF_8);
        var head =
                request
                        + " HTTP/1.1\r\nProxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(pass)
                        + "\r\n\r\n";
        try (var socket = new Socket(egress.getHost(), egress.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private void awaitCancel() throws IOException {
        awaitControl("cancel");
    }

    private void awaitControl(String kind) throws IOException {
        while (true) {
            var frame = codec.read();
            if (frame.type() == FrameType.CONTROL && frame.text().contains(kind)) {
                return;
            }
        }
    }

    private void live(Assignment assignment) throws IOException {
        awaitControl("capture");
        for (int i = 1; i <= 50; i++) {
            codec.write(new Frame(FrameType.FRAME_JPEG, 0, i, i, 640, 360, new byte[200_000]));
        }
        step(assignment.cases().getFirst());
        awaitCancel();
    }

    private void pass(Assignment assignment) throws IOException {
        for (var one : assignment.cases()) {
            step(one);
            chunk("steps/0001-after.jpg", "screenshot", new byte[300_000], false, 0);
            chunk("steps/0001-after.jpg", "screenshot", new byte[10_000], true, 300_000);
            chunk(
                    "steps.ndjson",
                    "step_log",
                    "{\"step\":1}\n".getBytes(StandardCharsets.UTF_8),
                    true,
                    0);
        }
        var results =
                assignment.cases().stream()
                        .map(one ->
                                new Sync.Result(
                                        one.id(), one.key(), "passed", null, null, 5, 1, false))
                        .toList();
        long sent = send(FrameType.RESULT, new LinkMessages.Result(results));
        while (true) {
            var acknowledged = read(FrameType.LINK_ACK, LinkMessages.Acknowledged.class);
            if (acknowledged.seq() >= sent) {
                System.out.println("test agent done");
                System.exit(0);
            }
        }
    }

    private void step(Assignment.Case one) throws IOException {
        for (var state : List.of("started", "finished")) {
            boolean finished = state.equals("finished");
            send(
                    FrameType.STEP,
                    new LinkMessages.Step(
                            state,
                            one.id(),
                            one.key(),
                            1,
                            "steps",
                            one.steps().getFirst(),
                            "2026-03-02T12:00:00Z",
                            finished ? "passed" : null,
                            null,
                            null,
                            null,
                            finished ? 3L : null));
        }
    }

    private void trace(String line) throws IOException {
        codec.write(Frame.of(FrameType.TRACE, ++seq, line.getBytes(StandardCharsets.UTF_8)));
    }

    private void chunk(String name, String kind, byte[] bytes, boolean last, long offset)
            throws IOException {
        var type = kind.equals("screenshot") ? "image/jpeg" : "application/x-ndjson";
        var header =
                ProtocolJson.MAPPER.writeValueAsBytes(
                        new LinkMessages.Chunk(name, kind, "K-1", 1, type, offset, last));
        var payload = ByteBuffer.allocate(Short.BYTES + header.length + bytes.length);
        payload.putShort((short) header.length).put(header).put(bytes);
        codec.write(Frame.of(FrameType.CHUNK, ++seq, payload.array()));
    }

    private long send(FrameType type, Object message) throws IOException {
        codec.write(Frame.of(type, ++seq, ProtocolJson.MAPPER.writeValueAsBytes(message)));
        return seq;
    }

    private <T> T read(FrameType wanted, Class<T> type) throws IOException {
        while (true) {
            var frame = codec.read();
            if (frame.type() == wanted) {
                return ProtocolJson.MAPPER.readValue(frame.payload(), type);
            }
        }
    }
}

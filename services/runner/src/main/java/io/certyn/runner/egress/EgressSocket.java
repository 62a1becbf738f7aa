package io.certyn.runner.egress;

import io.certyn.protocol.ProtocolJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control of a proxy in another process, on a Unix socket in a directory that only the runner
 * and the proxy share: one line of JSON asks, and a line of JSON or nothing answers.
 */
public final class EgressSocket implements EgressControl {

    private static final System.Logger LOG = System.getLogger(EgressSocket.class.getName());
    private static final int LONGEST_LINE = 256 * 1024;

    private final Path socket;

    public EgressSocket(Path socket) {
        this.socket = socket;
    }

    private record Order(
            String kind, String user, @Nullable String password, @Nullable List<String> origins) {}

    @Override
    public void admit(Pass pass) throws IOException {
        send(new Order("admit", pass.user(), pass.password(), null));
    }

    @Override
    public void allow(String user, Collection<String> origins) throws IOException {
        send(new Order("allow", user, null, List.copyOf(origins)));
    }

    @Override
    public List<Denied> dismiss(String user) throws IOException {
        return List.of(send(new Order("dismiss", user, null, null)));
    }

    @Override
    public void close() {
        // Nothing is held between two orders.
    }

    private Denied[] send(Order order) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var line = ProtocolJson.MAPPER.writeValueAsString(order) + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            var answer = reader(channel).readLine();
            if (answer == null || answer.isEmpty()) {
                throw new IOException("the egress proxy did not take " + order.kind());
            }
            return ProtocolJson.MAPPER.readValue(answer, Denied[].class);
        }
    }

    /** Serves orders until the process ends. */
    public static void serve(Path socket, Passes passes) throws IOException {
        Files.deleteIfExists(socket);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            // Proxy and runner are different users; the directory keeps everybody else out.
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
            LOG.log(System.Logger.Level.INFO, "egress ready");
            while (true) {
                var channel = server.accept();
                Thread.ofVirtual().name("egress-control").start(() -> answer(channel, passes));
            }
        }
    }

    private static void answer(SocketChannel channel, Passes passes) {
        try (channel) {
            var line = reader(channel).readLine();
            if (line != null && line.length() <= LONGEST_LINE) {
                var answer = ProtocolJson.MAPPER.writeValueAsString(apply(line, passes)) + "\n";
                var bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "egress order failed", e);
        }
    }

    private static List<Denied> apply(String line, Passes passes) throws IOException {
        var order = ProtocolJson.MAPPER.readValue(line, Order.class);
        return switch (order.kind()) {
            case "admit" -> {
                if (order.password() == null) {
                    throw new IOException("a pass without a password");
                }
                passes.admit(new Pass(order.user(), order.password()));
                yield List.of();
            }
            case "allow" -> {
                passes.allow(order.user(), order.origins() == null ? List.of() : order.origins());
                yield List.of();
            }
            case "dismiss" -> passes.dismiss(order.user());
            default -> throw new IOException("an unknown order");
        };
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }
}

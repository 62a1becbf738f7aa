package io.certyn.runner.executor;

import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.runner.executor.Executor.Order;
import io.certyn.runner.executor.Executor.RunningAgent;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** An agent and the first thing it said. */
public record Started(RunningAgent agent, FrameType greeting) {

    /** Of no matter for processes. */
    public static final String IMAGE = "certyn/agent:local";

    /** Starts an agent that waits for a session; its link lies below this directory. */
    public static Started by(Executor executor, Path directory, String name) throws IOException {
        return by(executor, directory, new Order(IMAGE, name, Optional.empty()));
    }

    /** Starts an agent whose link lies below this directory, and waits for its greeting. */
    public static Started by(Executor executor, Path directory, Order order) throws IOException {
        var link = linkDirectory(directory, order.name());
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            var socket = link.resolve("link.sock");
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
            var agent = executor.start(order, link, log(directory, order.name()));
            // Left open: an agent whose link closes ends by itself.
            return new Started(agent, LinkCodec.over(server.accept()).read().type());
        }
    }

    static Path linkDirectory(Path directory, String name) throws IOException {
        var link = Files.createDirectories(directory.resolve("link-" + name));
        Files.setPosixFilePermissions(link, PosixFilePermissions.fromString("rwxrwxrwx"));
        return link;
    }

    static Path log(Path directory, String name) {
        return directory.resolve(name + ".log");
    }
}

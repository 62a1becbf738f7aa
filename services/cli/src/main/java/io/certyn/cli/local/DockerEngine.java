package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the container engine whether it is there.
 *
 * @param host where it listens, as {@code DOCKER_HOST} says it: {@code unix://} or {@code tcp://}
 */
record DockerEngine(String host) {

    private static final String USUAL = "unix:///var/run/docker.sock";
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> IMAGES = List.of("certyn/agent:local", "certyn/runner:local");
    private static final String STATUS_OK = "HTTP/1.1 200";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The engine that the runner will use, too. */
    static DockerEngine local() {
        return new DockerEngine(
                Optional.ofNullable(System.getenv("DOCKER_HOST"))
                        .filter(host -> !host.isBlank())
                        .orElse(USUAL));
    }

    /**
     * Where sessions run.
     *
     * @param because why not in containers; absent where they do
     */
    record Choice(Executor executor, Optional<String> because) {}

    /** The executor to use; auto takes Docker only when the images are built. */
    Choice resolve(Executor wanted) {
        if (wanted == Executor.PROCESS) {
            return new Choice(Executor.PROCESS, Optional.of("--executor process asks for it"));
        }
        var lacking = lacking();
        if (lacking.isEmpty()) {
            return new Choice(Executor.DOCKER, Optional.empty());
        }
        if (wanted == Executor.DOCKER) {
            throw new LocalStackException(
                    "Sessions cannot run in containers: "
                            + lacking.get()
                            + "; or use --executor process.");
        }
        return new Choice(Executor.PROCESS, lacking);
    }

    /** Where the demo shop listens: on loopback, and where containers reach the host. */
    static String addressesFor(Executor executor) {
        return switch (executor) {
            case AUTO, PROCESS -> LOOPBACK;
            case DOCKER -> LOOPBACK + bridge().map(address -> "," + address).orElse("");
        };
    }

    private static Optional<String> bridge() {
        try {
            return Optional.ofNullable(NetworkInterface.getByName("docker0")).stream()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException _) {
            return Optional.empty();
        }
    }

    /** What stands in the way of containers, and what helps. */
    private Optional<String> lacking() {
        var ping = statusLine("/_ping");
        if (ping.isEmpty()) {
            return Optional.of("no Docker engine answers on " + host + "; start one");
        }
        if (!ping.startsWith(STATUS_OK)) {
            return Optional.of(
                    "the Docker engine on " + host + " refuses (" + ping + "); see its log");
        }
        return IMAGES.stream()
                .filter(image -> !statusLine("/images/" + image + "/json").startsWith(STATUS_OK))
                .findFirst()
                .map(image ->
                        "Docker has no image "
                                + image
                                + "; ./certyn images agent runner builds it");
    }

    /** The first line of the engine's answer; empty when there is none, or none in time. */
    private String statusLine(String path) {
        var address = address();
        if (address.isEmpty()) {
            return "";
        }
        var answer = new CompletableFuture<String>();
        try (var channel = open(address.get())) {
            // A blocking channel knows no time limit; closing it ends whatever it waits for.
            Thread.ofVirtual()
                    .name("docker-engine")
                    .start(() -> answer.complete(exchange(channel, address.get(), path)));
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String exchange(SocketChannel channel, SocketAddress address, String path) {
        try {
            channel.connect(address);
            var request = "GET " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var line = new StringBuilder();
            var read = ByteBuffer.allocate(256);
            while (line.indexOf("\r\n") < 0 && line.length() < 1024 && channel.read(read) > 0) {
                line.append(StandardCharsets.US_ASCII.decode(read.flip()));
                read.clear();
            }
            var end = line.indexOf("\r\n");
            return end < 0 ? "" : line.substring(0, end);
        } catch (IOException | UnresolvedAddressException _) {
            return "";
        }
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private Optional<SocketAddress> address() {
        try {
            var uri = URI.create(host);
            return switch (String.valueOf(uri.getScheme())) {
                case "unix" -> Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
                case "tcp", "http" ->
                        Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the container engine whether it is there. */
final class DockerEngine {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> IMAGES = List.of("certyn/agent:local", "certyn/runner:local");
    private static final int LONGEST_ANSWER = 8192;

    private DockerEngine() {}

    /** The executor to use; auto takes Docker only when the images are built. */
    static Executor resolve(Executor wanted) {
        return switch (wanted) {
            case PROCESS -> Executor.PROCESS;
            case AUTO ->
                    answers() && IMAGES.stream().allMatch(DockerEngine::has)
                            ? Executor.DOCKER
                            : Executor.PROCESS;
            case DOCKER -> {
                refuseUnlessReady();
                yield Executor.DOCKER;
            }
        };
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

    private static void refuseUnlessReady() {
        if (!answers()) {
            throw new LocalStackException(
                    "Docker does not answer on "
                            + SOCKET
                            + "; start it or use --executor process.");
        }
        for (var image : IMAGES) {
            if (!has(image)) {
                throw new LocalStackException(
                        "Docker has no image "
                                + image
                                + "; build it with ./certyn images or use --executor"
                                + " process.");
            }
        }
    }

    private static boolean answers() {
        return get("/_ping").startsWith("HTTP/1.1 200");
    }

    private static boolean has(String image) {
        return get("/images/" + image + "/json").startsWith("HTTP/1.1 200");
    }

    /** The start of the engine's answer; empty when there is no engine or it may not be asked. */
    private static String get(String path) {
        if (!Files.exists(SOCKET)) {
            return "";
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(SOCKET));
            var request = "GET " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(LONGEST_ANSWER);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return "";
        }
    }
}

package io.certyn.runner.executor.kubernetes;

import io.certyn.protocol.link.RemoteLink;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Where agents in pods knock. Each is expected with a token of its own, which opens the way to its
 * session's socket once; who shows none is heard no further.
 */
final class LinkDoor implements Closeable {

    private static final System.Logger LOG = System.getLogger(LinkDoor.class.getName());

    /** How many may stand before the door; agents come one a session. */
    private static final int MOST_STRANGERS = 64;

    private static final Duration GREETING = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final RunnerCertificate certificate;
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_STRANGERS);

    private LinkDoor(ServerSocket server, RunnerCertificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** An agent that may come, or came. */
    private static final class Guest {
        private final byte[] token;
        private final Path socket;
        private boolean used;
        private boolean gone;
        private @Nullable Closeable connection;

        Guest(byte[] token, Path socket) {
            this.token = token;
            this.socket = socket;
        }

        /** The first time only. */
        synchronized boolean admit(byte[] shown) {
            if (used || gone || !MessageDigest.isEqual(token, shown)) {
                return false;
            }
            used = true;
            return true;
        }

        synchronized void connected(Closeable to) throws IOException {
            connection = to;
            if (gone) {
                to.close();
            }
        }

        synchronized void leave() throws IOException {
            gone = true;
            var open = connection;
            if (open != null) {
                open.close();
            }
        }
    }

    /**
     * @param port 0 for any
     */
    static LinkDoor open(int port) throws IOException {
        var certificate = RunnerCertificate.create();
        var server = new ServerSocket();
        server.bind(new InetSocketAddress(port), MOST_STRANGERS);
        var door = new LinkDoor(server, certificate);
        Thread.ofPlatform().daemon().name("link-door").start(door::accept);
        return door;
    }

    int port() {
        return server.getLocalPort();
    }

    /** By which agents know this runner. */
    String certificate() {
        return certificate.fingerprint();
    }

    /** Lets this agent in once, to the socket it is to speak with. */
    void expect(String agent, String token, Path socket) {
        guests.put(agent, new Guest(bytes(token), socket));
    }

    /** Cuts this agent off, and takes its token back where it has not come yet. */
    void dismiss(String agent) throws IOException {
        var guest = guests.remove(agent);
        if (guest != null) {
            guest.leave();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var knocking = server.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("link-door").start(() -> meet(knocking));
                } else {
                    knocking.close();
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "link accept failed", e);
                }
            }
        }
    }

    private void meet(Socket knocking) {
        Optional<LinkBridge> bridge = Optional.empty();
        try {
            bridge = greet(knocking);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "link refused from={0} error={1}",
                    knocking.getRemoteSocketAddress(),
                    e.getMessage());
            closeQuietly(knocking);
        } finally {
            room.release();
        }
        bridge.ifPresent(LinkDoor::carry);
    }

    private Optional<LinkBridge> greet(Socket knocking) throws IOException {
        knocking.setTcpNoDelay(true);
        knocking.setSoTimeout((int) GREETING.toMillis());
        var secured =
                (SSLSocket)
                        certificate
                                .context()
                                .getSocketFactory()
                                .createSocket(knocking, null, knocking.getPort(), true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(new String[] {"TLSv1.3"});
        secured.startHandshake();
        var shown =
                RemoteLink.token(secured.getInputStream())
                        .orElseThrow(() -> new IOException("no token"));
        var guest = admitted(bytes(shown)).orElseThrow(() -> new IOException("unknown token"));
        secured.setSoTimeout(0);
        var bridge = LinkBridge.to(guest.socket, knocking, secured);
        guest.connected(bridge);
        return Optional.of(bridge);
    }

    private Optional<Guest> admitted(byte[] shown) {
        return guests.values().stream().filter(guest -> guest.admit(shown)).findFirst();
    }

    private static void carry(LinkBridge bridge) {
        try {
            bridge.run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "link ended error={0}", e.toString());
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is no longer needed, closed or not.
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var agent : guests.keySet()) {
            dismiss(agent);
        }
    }
}

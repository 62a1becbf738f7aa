package io.certyn.runner.egress;

import io.certyn.runner.egress.EgressRules.Denial;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * An HTTP proxy for agents: absolute-form requests and CONNECT, one request a connection, a virtual
 * thread each. Its own answers carry {@code X-Certyn-Egress}, which no upstream can forge, so that
 * nobody takes them for the product's.
 */
public final class EgressProxy implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EgressProxy.class.getName());
    private static final int MAX_CONNECTIONS = 2_000;
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);

    private static final String MARK = "X-Certyn-Egress";
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "proxy-authorization",
                    "proxy-connection",
                    "connection",
                    "keep-alive",
                    "te",
                    "upgrade",
                    "x-certyn-egress");
    private static final Set<String> NOT_FROM_UPSTREAM =
            Set.of("connection", "keep-alive", "proxy-connection", "x-certyn-egress");

    private final ServerSocket server;
    private final Passes passes;
    private final Surroundings surroundings;
    private final Upstream upstream;
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);

    private EgressProxy(ServerSocket server, Passes passes, Surroundings surroundings) {
        this.server = server;
        this.passes = passes;
        this.surroundings = surroundings;
        this.upstream = new Upstream(surroundings);
    }

    /**
     * What the proxy finds around it.
     *
     * @param loopbackHost where names of this very machine lie, seen from the proxy; empty when it
     *     runs on that machine itself
     * @param forbidden never reachable, whatever an environment says
     * @param offLimits addresses at which only the runner and its agents are found; as little
     *     reachable
     */
    public record Surroundings(
            Optional<String> loopbackHost,
            Set<Origin> forbidden,
            Predicate<InetAddress> offLimits) {}

    public static EgressProxy start(
            InetSocketAddress address, Passes passes, Surroundings surroundings)
            throws IOException {
        var server = new ServerSocket();
        server.bind(address, 128);
        var proxy = new EgressProxy(server, passes, surroundings);
        Thread.ofPlatform().daemon().name("egress").start(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("egress").start(() -> serve(client));
                } else {
                    client.close();
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "egress accept failed", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout((int) HEAD_TIMEOUT.toMillis());
            var in = new BufferedInputStream(client.getInputStream());
            var head = RequestHead.read(in);
            if (head.isPresent()) {
                serve(client, in, head.get());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "egress connection ended error={0}", e.toString());
        } finally {
            room.release();
        }
    }

    private void serve(Socket client, InputStream in, RequestHead head) throws IOException {
        var user = user(head);
        if (user.isEmpty()) {
            answer(
                    client,
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Basic realm=\"certyn\"");
            return;
        }
        user.get().connected(client);
        try {
            var words = head.first().split(" ", -1);
            if (words.length != 3) {
                answer(client, "400 Bad Request", MARK + ": denied");
            } else if (words[0].equals("CONNECT")) {
                tunnel(client, in, user.get(), RequestTarget.ofAuthority(words[1]));
            } else {
                var target = RequestTarget.ofUrl(words[1]);
                forward(client, in, user.get(), head, words[0], target);
            }
        } finally {
            user.get().disconnected(client);
        }
    }

    private Optional<Passes.User> user(RequestHead head) {
        var credentials = head.header("Proxy-Authorization").orElse("");
        if (!credentials.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var decoded =
                    new String(
                            Base64.getDecoder().decode(credentials.substring(6).strip()),
                            StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : passes.user(decoded.substring(0, colon), decoded.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void tunnel(Socket client, InputStream in, Passes.User user, RequestTarget target)
            throws IOException {
        var reached = reach(client, user, target);
        if (reached.isEmpty()) {
            return;
        }
        try (var socket = reached.get()) {
            client.getOutputStream()
                    .write(
                            "HTTP/1.1 200 Connection Established\r\n\r\n"
                                    .getBytes(StandardCharsets.ISO_8859_1));
            client.getOutputStream().flush();
            Pipe.pump(client, in, socket, socket.getInputStream(), client.getOutputStream());
        }
    }

    private void forward(
            Socket client,
            InputStream in,
            Passes.User user,
            RequestHead head,
            String method,
            RequestTarget target)
            throws IOException {
        var reached = reach(client, user, target);
        if (reached.isEmpty()) {
            return;
        }
        try (var socket = reached.get()) {
            var first = method + " " + target.path() + " HTTP/1.1";
            var out = socket.getOutputStream();
            out.write(head.rewritten(first, HOP_BY_HOP, List.of("Connection: close")));
            out.flush();
            // The request body flows meanwhile, else a large one would never be answered.
            var answer =
                    new CleanedAnswer(
                            socket.getInputStream(),
                            NOT_FROM_UPSTREAM,
                            List.of("Connection: close"));
            Pipe.pump(client, in, socket, answer, client.getOutputStream());
        }
    }

    private Optional<Socket> reach(Socket client, Passes.User user, RequestTarget target)
            throws IOException {
        var denial = target.denial(user.origins(), surroundings.forbidden());
        if (denial.isPresent()) {
            deny(client, user, target.text(), denial.get());
            return Optional.empty();
        }
        var origin = target.origin().orElseThrow();
        return switch (upstream.to(origin)) {
            case Upstream.Way.Open(var socket) -> Optional.of(socket);
            case Upstream.Way.Barred(var why) -> {
                deny(client, user, origin.toString(), why);
                yield Optional.empty();
            }
            case Upstream.Way.Broken(var why) -> {
                unreachable(client, user, origin, why);
                yield Optional.empty();
            }
        };
    }

    private static void deny(Socket client, Passes.User user, String target, Denial why)
            throws IOException {
        LOG.log(
                System.Logger.Level.WARNING,
                "egress denied agent={0} target={1} reason={2}",
                user.name(),
                Denials.shown(target),
                why);
        user.denied(target, why);
        answer(client, "403 Forbidden", MARK + ": denied");
    }

    private static void unreachable(Socket client, Passes.User user, Origin origin, IOException why)
            throws IOException {
        LOG.log(
                System.Logger.Level.INFO,
                "egress unreachable agent={0} target={1} error={2}",
                user.name(),
                origin,
                why.getClass().getSimpleName());
        answer(client, "502 Bad Gateway", MARK + ": unreachable");
    }

    private static void answer(Socket client, String status, String header) throws IOException {
        var head =
                "HTTP/1.1 "
                        + status
                        + "\r\n"
                        + header
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** The address agents on this machine use. */
    public URI address(EgressControl.Pass pass) {
        return URI.create("http://" + pass.user() + ":" + pass.password() + "@127.0.0.1:" + port());
    }

    @Override
    public void close() throws IOException {
        server.close();
        passes.close();
    }
}

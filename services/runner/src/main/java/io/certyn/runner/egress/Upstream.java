package io.certyn.runner.egress;

import io.certyn.runner.egress.EgressProxy.Surroundings;
import io.certyn.runner.egress.EgressRules.Denial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other side of a proxy: resolves, judges what that led to, and connects to nothing else. */
final class Upstream {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    Upstream(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Where an origin leads. */
    sealed interface Way {

        record Open(Socket socket) implements Way {}

        record Barred(Denial why) implements Way {}

        record Broken(IOException why) implements Way {}
    }

    Way to(Origin origin) {
        try {
            var addresses = resolve(origin.host());
            var bad = judge(origin, addresses);
            return bad.isPresent()
                    ? new Way.Barred(bad.get())
                    : new Way.Open(connect(origin, addresses));
        } catch (IOException e) {
            return new Way.Broken(e);
        }
    }

    private Optional<Denial> judge(Origin origin, InetAddress[] addresses) {
        var forbidden = forbidden(origin.port());
        for (var address : addresses) {
            var bad =
                    EgressRules.ofEndpoint(
                            new InetSocketAddress(address, origin.port()), forbidden);
            if (bad.isEmpty() && surroundings.offLimits().test(address)) {
                bad = Optional.of(Denial.RUNNER_NETWORK);
            }
            if (bad.isEmpty() && !isMapped(origin.host())) {
                bad = EgressRules.ofAddress(origin.host(), address);
            }
            if (bad.isPresent()) {
                return bad;
            }
        }
        return Optional.empty();
    }

    /** Where the forbidden origins of this port lie now, seen from here as any target is. */
    private List<InetSocketAddress> forbidden(int port) {
        var found = new ArrayList<InetSocketAddress>();
        for (var origin : surroundings.forbidden()) {
            if (origin.port() == port) {
                try {
                    for (var address : resolve(origin.host())) {
                        found.add(new InetSocketAddress(address, port));
                    }
                } catch (IOException _) {
                    // Without an address it is out of reach, and its own name is refused anyway.
                }
            }
        }
        return found;
    }

    private boolean isMapped(String host) {
        return surroundings.loopbackHost().isPresent() && EgressRules.namesLoopback(host);
    }

    /** Resolves once; the connection goes to one of these addresses and no other. */
    private InetAddress[] resolve(String host) throws IOException {
        if (isMapped(host)) {
            return InetAddress.getAllByName(surroundings.loopbackHost().orElseThrow());
        }
        // Not every resolver knows that these names are this machine.
        return host.endsWith(".localhost")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    private static Socket connect(Origin origin, InetAddress[] addresses) throws IOException {
        IOException last = new IOException("no address");
        for (var address : addresses) {
            var socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, origin.port()),
                        (int) CONNECT_TIMEOUT.toMillis());
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }
}

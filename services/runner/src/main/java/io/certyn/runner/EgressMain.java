package io.certyn.runner;

import io.certyn.runner.egress.AgentNetworks;
import io.certyn.runner.egress.EgressProxy;
import io.certyn.runner.egress.EgressSocket;
import io.certyn.runner.egress.Origin;
import io.certyn.runner.egress.Passes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The proxy alone, as it runs in a container beside the agents'. */
final class EgressMain {

    private EgressMain() {}

    static void run() throws IOException {
        var lookup = new Lookup(System.getProperties(), System.getenv());
        var socket =
                lookup.path("certyn.egress.control-socket")
                        .orElseThrow(() ->
                                new SettingsRefused("certyn.egress.control-socket is missing."));
        var forbidden =
                Arrays.stream(lookup.key("certyn.egress.forbidden").orElse("").split(",", -1))
                        .map(String::strip)
                        .map(Origin::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
        var passes = new Passes();
        int port = lookup.number("certyn.egress.port", 3128, 1, 65_535);
        EgressProxy.start(
                new InetSocketAddress("0.0.0.0", port),
                passes,
                new EgressProxy.Surroundings(
                        lookup.key("certyn.egress.loopback-host"),
                        forbidden,
                        AgentNetworks.joinedFromNowOn()));
        EgressSocket.serve(socket, passes);
    }
}

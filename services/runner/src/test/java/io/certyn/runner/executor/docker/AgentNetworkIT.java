package io.certyn.runner.executor.docker;

import static io.certyn.runner.executor.docker.EgressContainer.PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.certyn.ids.SessionId;
import io.certyn.runner.egress.Origin;
import io.certyn.runner.egress.ThisMachine;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Started;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent in a container cannot reach, although somebody listens there: each denial comes
 * with a control that does reach it. Needs an engine with our images, as DockerExecutorIT does.
 */
@EnabledIf("io.certyn.runner.executor.docker.DockerExecutorIT#engineIsThere")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class AgentNetworkIT {

    private final LeaseKey one = new LeaseKey(new SessionId(UUID.randomUUID()), 1);
    private final LeaseKey two = new LeaseKey(new SessionId(UUID.randomUUID()), 1);

    @TempDir private static Path directory;
    private Containers containers;
    private Executor executor;
    private String agent;
    private String neighbour;
    private String proxy;
    private String outsider;

    private Listener shop;
    private Listener unlisted;
    private Listener controlPlane;
    private int neighbourPort;
    private int outsiderPort;

    /** The environment of the first agent names everything that must be refused all the same. */
    @BeforeAll
    void startTwoAgentsAndAnOutsider() throws Exception {
        shop = new Listener();
        unlisted = new Listener();
        controlPlane = new Listener();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        containers = new Containers();
        var forbidden =
                ThisMachine.everyNameOf(new Origin("127.0.0.1", controlPlane.port())).stream()
                        .map(Origin::url)
                        .toList();
        executor = DockerExecutorIT.open(directory, forbidden);
        var first = Started.by(executor, directory, "one").agent();
        Started.by(executor, directory, "two").agent().bind(two, List.of(), () -> true);
        proxy = containers.named(DockerExecutorIT.runner(directory) + "-egress");
        neighbour = containers.named(two.toString());
        neighbourPort = containers.listen(neighbour);
        outsider = containers.outsider(DockerExecutorIT.AGENT, "bridge");
        outsiderPort = containers.listen(outsider);
        first.bind(
                one,
                Stream.of(allowed(), neverMeant(), controlPlaneAliases(), runnersOwn())
                        .flatMap(List::stream)
                        .toList(),
                () -> true);
        agent = containers.named(one.toString());
    }

    private List<String> allowed() throws IOException {
        var found = new ArrayList<String>();
        found.add("http://shop.localhost:" + shop.port());
        found.add("http://host.docker.internal:" + shop.port());
        addressesOfThisMachine().forEach(host -> found.add("http://" + host + ":" + shop.port()));
        found.add("http://" + containers.address(outsider) + ":" + outsiderPort);
        return found;
    }

    /** The last is a name of every container's hosts file, which leads to loopback. */
    private static List<String> neverMeant() {
        return List.of(
                "http://169.254.169.254",
                "http://169.254.1.1",
                "http://100.100.100.200",
                "http://[fd00:ec2::254]",
                "http://[::ffff:169.254.169.254]",
                "http://ip6-loopback:" + PORT);
    }

    private List<String> controlPlaneAliases() throws IOException {
        return Stream.concat(
                        Stream.of(
                                "127.0.0.1",
                                "localhost",
                                "certyn.localhost",
                                "host.docker.internal"),
                        addressesOfThisMachine().stream())
                .map(host -> "http://" + host + ":" + controlPlane.port())
                .toList();
    }

    private List<String> runnersOwn() {
        return List.of(
                "http://" + containers.address(neighbour) + ":" + neighbourPort,
                "http://" + containers.address(proxy, "bridge") + ":" + PORT,
                "http://" + proxy.substring(0, 12) + ":" + PORT);
    }

    @AfterAll
    void removeAll() throws IOException {
        executor.close();
        containers.close();
        Stream.of(shop, unlisted, controlPlane).forEach(Listener::close);
    }

    /** An engine may write down a way out all the same; it ends at an address that nobody has. */
    @Test
    void noWayLeadsOutOfTheNetworkOfTheSession() throws Exception {
        assertThat(containers.reaches(agent, containers.address(proxy, sessionNetwork()), PORT))
                .isTrue();
        assertThat(containers.reaches(agent, "192.0.2.200", 443)).isFalse();

        var neighbours = containers.inside(agent, "cat /proc/net/arp").lines().toList();

        assertThat(neighbours)
                .filteredOn(line -> line.startsWith(containers.address(proxy, sessionNetwork())))
                .singleElement(STRING)
                .contains(" 0x2 ");
        assertThat(neighbours)
                .filteredOn(line -> line.startsWith(containers.gateway(agent) + " "))
                .allMatch(line -> line.contains(" 0x0 "));
        assertThat(containers.inside(agent, "grep -v ' lo$' /proc/net/if_inet6")).isEmpty();
    }

    private String sessionNetwork() {
        return containers.network(containers.networkOf(agent)).getName();
    }

    @Test
    void noAddressOfTheHostAnswers() throws Exception {
        for (var address : addressesOfThisMachine()) {
            assertThat(containers.reaches(outsider, address, shop.port()))
                    .as("from the default bridge to " + address)
                    .isTrue();
            assertThat(containers.reaches(agent, address, shop.port()))
                    .as("from an agent to " + address)
                    .isFalse();
        }
    }

    /** The control is a network that is internal, too, but keeps its gateway's address. */
    @Test
    void theGatewayOfTheSessionsNetworkDoesNotAnswer() throws Exception {
        var ordinary = containers.internalNetwork();
        var inside = containers.outsider(DockerExecutorIT.AGENT, ordinary);
        assertThat(containers.reaches(inside, containers.gateway(inside), shop.port())).isTrue();

        assertThat(containers.reaches(agent, containers.gateway(agent), shop.port())).isFalse();
    }

    @Test
    void anotherSessionsAgentDoesNotAnswer() throws Exception {
        var address = containers.address(neighbour);

        assertThat(containers.reaches(neighbour, address, neighbourPort)).isTrue();
        assertThat(containers.reaches(proxy, address, neighbourPort)).isTrue();
        assertThat(containers.reaches(agent, address, neighbourPort)).isFalse();
    }

    @Test
    void theProxyLeadsToWhatTheEnvironmentNames() throws Exception {
        for (var origin : allowed()) {
            assertThat(containers.asksProxy(agent, "GET " + origin + "/"))
                    .as(origin)
                    .matches("HTTP/1.1 20[04] (?s:.*)");
        }
        assertThat(containers.asksProxy(agent, "CONNECT shop.localhost:" + shop.port()))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theProxyRefusesWhatNoEnvironmentMayName() throws Exception {
        for (var origin : neverMeant()) {
            assertDenied("GET " + origin + "/");
        }
    }

    @Test
    void theProxyRefusesTheControlPlaneUnderEachOfItsNames() throws Exception {
        var gateway = containers.gateway(outsider);
        assertThat(containers.reaches(outsider, gateway, controlPlane.port())).isTrue();

        for (var origin : controlPlaneAliases()) {
            assertDenied("GET " + origin + "/");
            assertDenied("CONNECT " + origin.substring("http://".length()));
        }
    }

    @Test
    void theProxyRefusesItselfAndTheAgentsOfOtherSessions() throws Exception {
        for (var origin : runnersOwn()) {
            assertDenied("GET " + origin + "/");
        }
    }

    @Test
    void theProxyRefusesWhatTheEnvironmentDoesNotName() throws Exception {
        var gateway = containers.gateway(outsider);
        assertThat(containers.reaches(outsider, gateway, unlisted.port())).isTrue();

        assertDenied("CONNECT shop.localhost:" + unlisted.port());
        assertDenied("GET http://shop.localhost:" + unlisted.port() + "/");
        assertDenied("CONNECT shop.localhost:22");
        assertDenied("GET http://" + gateway + ":" + unlisted.port() + "/");
        for (var host : List.of("10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1")) {
            assertDenied("GET http://" + host + "/");
        }
        assertDenied("GET http://user:word@shop.localhost:" + shop.port() + "/");
        assertDenied("GET http://shop.localhost.:" + shop.port() + "/");
        assertDenied("GET http://0x7f.0.0.1:" + shop.port() + "/");
        assertDenied("GET http://2130706433:" + shop.port() + "/");
    }

    private void assertDenied(String request) throws InterruptedException {
        assertThat(containers.asksProxy(agent, request))
                .as(request)
                .isEqualTo("HTTP/1.1 403 Forbidden\nX-Certyn-Egress: denied\n");
    }

    @Test
    void noDatagramLeaves() throws Exception {
        var address = containers.gateway(outsider);
        try (var resolver = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0))) {
            var script =
                    "echo -n SENDER > /dev/udp/%s/%d".formatted(address, resolver.getLocalPort());

            containers.inside(agent, script.replace("SENDER", "agent"));
            containers.inside(outsider, script.replace("SENDER", "outsider"));

            resolver.setSoTimeout(10_000);
            var first = new DatagramPacket(new byte[100], 100);
            resolver.receive(first);
            assertThat(new String(first.getData(), 0, first.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo("outsider");
        }
    }

    /**
     * The engine's resolver knows the names of a network's containers and asks elsewhere for all
     * others: for an agent nowhere, although a resolver that knows every name listens both where
     * the engine's bridge leads and on this machine's loopback, the very address that an agent's
     * settings name. Whether names of the world resolve here plays no part.
     */
    @Test
    void namesOfTheWorldDoNotResolve() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "who may listen on port 53");
        var bridge = containers.gateway(outsider);
        try (var _ = Resolver.on(InetAddress.getByName(bridge));
                var _ = Resolver.on(InetAddress.getLoopbackAddress())) {
            var network = containers.ordinaryNetwork();
            var control = containers.outsider(DockerExecutorIT.AGENT, network, bridge);
            var resolve = "timeout 20 getent hosts anything.certyn.test";
            assertThat(containers.inside(control, resolve)).startsWith("192.0.2.7 ");

            assertThat(containers.inside(agent, resolve)).isEmpty();
        }
    }

    private static List<String> addressesOfThisMachine() throws IOException {
        // The bridges of other networks come and go with whatever else runs here.
        return NetworkInterface.networkInterfaces()
                .filter(one -> !one.getName().startsWith("br-"))
                .flatMap(AgentNetworkIT::addresses)
                .map(InetAddress::getHostAddress)
                .toList();
    }

    private static Stream<InetAddress> addresses(NetworkInterface one) {
        return one.inetAddresses()
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress());
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A network of this machine with others, which are network namespaces: each sees this machine and
 * nothing else, and packets between the two can be lost in one direction or both.
 */
final class Network implements AutoCloseable {

    /**
     * What its interfaces and namespaces are named by; of a test JVM that was killed, they stay.
     */
    private static final String MARK = "ct" + ProcessHandle.current().pid() % 100_000;

    private static final String SUBNET = "10.213." + ProcessHandle.current().pid() % 256 + ".";

    private final List<String> namespaces = new ArrayList<>();

    private Network() {}

    /** Skips the test where namespaces cannot be made; in CI they must be. */
    static void isNeeded() {
        boolean inCi = "true".equals(System.getenv("CI"));
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Assumptions.assumeTrue(
                inCi
                        || (isRoot
                                && isInstalled("/usr/sbin/ip")
                                && isInstalled("/usr/sbin/iptables")));
    }

    private static boolean isInstalled(String program) {
        return Files.isExecutable(Path.of(program));
    }

    static Network open() throws IOException, InterruptedException {
        var network = new Network();
        run("ip", "link", "add", MARK, "type", "bridge");
        try {
            run("ip", "addr", "add", SUBNET + "1/24", "dev", MARK);
            run("ip", "link", "set", MARK, "up");
            return network;
        } catch (IOException | InterruptedException | AssertionError e) {
            network.close();
            throw e;
        }
    }

    /** Where this machine is found. */
    InetAddress address() throws IOException {
        return InetAddress.getByName(SUBNET + "1");
    }

    /** A machine of its own. */
    Machine machine() throws IOException, InterruptedException {
        int number = namespaces.size() + 2;
        var name = MARK + "n" + number;
        namespaces.add(name);
        var here = MARK + "v" + number;
        run("ip", "netns", "add", name);
        run("ip", "link", "add", here, "type", "veth", "peer", "name", "eth0", "netns", name);
        run("ip", "link", "set", here, "master", MARK, "up");
        run("ip", "-n", name, "addr", "add", SUBNET + number + "/24", "dev", "eth0");
        run("ip", "-n", name, "link", "set", "eth0", "up");
        run("ip", "-n", name, "link", "set", "lo", "up");
        return new Machine(name);
    }

    /** What packets of a port of this machine do not arrive, as seen from the other one. */
    enum Loss {
        /** Nothing that it says arrives. */
        SENT,
        /** What it says arrives, and no answer does. */
        RECEIVED,
        BOTH
    }

    /** One of the others. */
    record Machine(String name) {

        /** Runs a command there instead of here. */
        List<String> command(List<String> words) {
            var all = new ArrayList<>(List.of("ip", "netns", "exec", name));
            all.addAll(words);
            return all;
        }

        void lose(Loss loss, int port) throws IOException, InterruptedException {
            if (loss != Loss.RECEIVED) {
                drop("OUTPUT", "--dport", port);
            }
            if (loss != Loss.SENT) {
                drop("INPUT", "--sport", port);
            }
        }

        private void drop(String chain, String side, int port)
                throws IOException, InterruptedException {
            iptables("-A", chain, "-p", "tcp", side, String.valueOf(port), "-j", "DROP");
        }

        void loseNothing() throws IOException, InterruptedException {
            iptables("-F");
        }

        private void iptables(String... words) throws IOException, InterruptedException {
            var command = new ArrayList<>(List.of("iptables", "-w"));
            command.addAll(List.of(words));
            run(command(command).toArray(String[]::new));
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        var ended = Cli.ended(List.of(words), Map.of());
        assertThat(ended.exit()).as(String.join(" ", words) + ": " + ended.errors()).isZero();
    }

    /** Interfaces and rules go with their namespace, once nothing runs in it. */
    @Override
    public void close() throws IOException {
        try {
            for (var name : namespaces) {
                Cli.ended(List.of("ip", "netns", "delete", name), Map.of());
            }
            Cli.ended(List.of("ip", "link", "delete", MARK), Map.of());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

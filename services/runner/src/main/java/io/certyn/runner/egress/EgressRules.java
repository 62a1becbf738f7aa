package io.certyn.runner.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a session may reach. Pure: names and addresses come as arguments, the connection is made to
 * the very address that was judged here.
 */
final class EgressRules {

    private static final Pattern NAME =
            Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)(\\.(?!-)[a-z0-9_-]{1,63}(?<!-))*");
    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** What a resolver would read as a number: octal, hexadecimal, or fewer than four parts. */
    private static final Pattern LOOKS_NUMERIC =
            Pattern.compile("(0x[0-9a-f]*|\\d+)(\\.(0x[0-9a-f]*|\\d+)){0,3}");

    private static final int LONGEST_NAME = 253;

    private EgressRules() {}

    /** Why a target is refused. */
    enum Denial {
        NOT_AN_ORIGIN,
        MALFORMED_HOST,
        FORBIDDEN_ADDRESS,
        RUNNER_NETWORK,
        CONTROL_PLANE
    }

    /** Judges the name, before anything is resolved. */
    static Optional<Denial> ofTarget(Origin target, Set<Origin> allowed, Set<Origin> forbidden) {
        if (!wellFormed(target.host())) {
            return Optional.of(Denial.MALFORMED_HOST);
        }
        if (!allowed.contains(target)) {
            return Optional.of(Denial.NOT_AN_ORIGIN);
        }
        return forbidden.contains(target) ? Optional.of(Denial.CONTROL_PLANE) : Optional.empty();
    }

    /**
     * Judges the address a name resolved to. A private network may be meant, since the environment
     * names this very host; loopback may not, unless the name says so itself.
     */
    static Optional<Denial> ofAddress(String host, InetAddress address) {
        var plain = embedded(address);
        if (isNeverMeant(plain)) {
            return Optional.of(Denial.FORBIDDEN_ADDRESS);
        }
        return plain.isLoopbackAddress() && !namesLoopback(host)
                ? Optional.of(Denial.FORBIDDEN_ADDRESS)
                : Optional.empty();
    }

    /**
     * Judges where the connection would go: the control plane has other names, too. Loopback
     * addresses are all alike, since a server on every address answers on each of them.
     */
    static Optional<Denial> ofEndpoint(
            InetSocketAddress endpoint, Collection<InetSocketAddress> forbidden) {
        return forbidden.stream().anyMatch(known -> leadToTheSame(endpoint, known))
                ? Optional.of(Denial.CONTROL_PLANE)
                : Optional.empty();
    }

    private static boolean leadToTheSame(InetSocketAddress one, InetSocketAddress other) {
        var first = embedded(one.getAddress());
        var second = embedded(other.getAddress());
        return one.getPort() == other.getPort()
                && (first.equals(second)
                        || (first.isLoopbackAddress() && second.isLoopbackAddress()));
    }

    static boolean namesLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || (host.startsWith("127.") && DOTTED.matcher(host).matches())
                || host.equals("[::1]");
    }

    private static boolean wellFormed(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && host.indexOf('.') < 0 && host.indexOf('%') < 0;
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            return false;
        }
        return !LOOKS_NUMERIC.matcher(host).matches() || DOTTED.matcher(host).matches();
    }

    private static boolean isNeverMeant(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            int first = bytes[0] & 0xFF;
            return first == 0 || first >= 240 || isCloudMetadata(bytes);
        }
        // fd00:ec2::/32 holds the metadata service of one cloud, inside the private range.
        return (bytes[0] & 0xFF) == 0xFD
                && bytes[1] == 0
                && bytes[2] == 0x0E
                && (bytes[3] & 0xFF) == 0xC2;
    }

    /** Metadata services outside the link-local range. */
    private static boolean isCloudMetadata(byte[] v4) {
        return Arrays.equals(v4, new byte[] {100, 100, 100, (byte) 200})
                || Arrays.equals(v4, new byte[] {(byte) 168, 63, (byte) 129, 16});
    }

    /** The IPv4 address inside an IPv6 one that only carries it. */
    private static InetAddress embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var bytes = address.getAddress();
        if (startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B)) {
            return v4(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return v4(bytes, 2);
        }
        boolean mostlyZero = true;
        for (int i = 0; i < 10; i++) {
            mostlyZero &= bytes[i] == 0;
        }
        boolean mapped = mostlyZero && (bytes[10] & 0xFF) == 0xFF && (bytes[11] & 0xFF) == 0xFF;
        return mapped ? v4(bytes, 12) : address;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}

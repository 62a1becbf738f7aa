package io.certyn.runner.egress;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The addresses of the networks this machine joined after its start, and its own: in a proxy's
 * container only agents are there, and what they listen on is nobody's product.
 */
public final class AgentNetworks implements Predicate<InetAddress> {

    private final Set<String> before;

    private AgentNetworks(Set<String> before) {
        this.before = before;
    }

    public static AgentNetworks joinedFromNowOn() throws SocketException {
        return new AgentNetworks(
                NetworkInterface.networkInterfaces()
                        .map(NetworkInterface::getName)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean test(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return false;
        }
        try {
            return NetworkInterface.networkInterfaces().anyMatch(one -> leadsThere(one, address));
        } catch (SocketException e) {
            throw new IllegalStateException("a machine knows its own networks", e);
        }
    }

    private boolean leadsThere(NetworkInterface one, InetAddress address) {
        boolean joinedLater = !before.contains(one.getName());
        return one.getInterfaceAddresses().stream()
                .anyMatch(own ->
                        own.getAddress().equals(address) || (joinedLater && covers(own, address)));
    }

    private static boolean covers(InterfaceAddress own, InetAddress address) {
        return sameNetwork(own.getAddress(), address, own.getNetworkPrefixLength());
    }

    static boolean sameNetwork(InetAddress one, InetAddress other, int prefixLength) {
        var first = one.getAddress();
        var second = other.getAddress();
        if (first.length != second.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((first[bit / 8] ^ second[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

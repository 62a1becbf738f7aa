package io.certyn.runner.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;

/** Under which addresses the servers of this machine can be found. */
public final class ThisMachine {

    private ThisMachine() {}

    /**
     * An origin and, where it lies on this machine, each address of it with the same port: a proxy
     * elsewhere cannot know that they lead to the same server.
     */
    public static Set<Origin> everyNameOf(Origin origin) throws SocketException {
        var found = new HashSet<Origin>();
        found.add(origin);
        if (isHere(origin.host())) {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .forEach(address -> found.add(new Origin(literal(address), origin.port())));
        }
        return Set.copyOf(found);
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        int scope = text.indexOf('%');
        return address instanceof Inet6Address
                ? "[" + (scope < 0 ? text : text.substring(0, scope)) + "]"
                : text;
    }

    private static boolean isHere(String host) throws SocketException {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress()
                        || NetworkInterface.getByInetAddress(address) != null) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException _) {
            return EgressRules.namesLoopback(host);
        }
    }
}

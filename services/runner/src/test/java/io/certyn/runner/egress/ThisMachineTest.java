package io.certyn.runner.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class ThisMachineTest {

    @Test
    void anOriginOnThisMachineHasAllItsAddresses() throws SocketException {
        var names = ThisMachine.everyNameOf(new Origin("localhost", 8080));

        assertThat(names)
                .contains(new Origin("localhost", 8080), new Origin("127.0.0.1", 8080))
                .allMatch(origin -> origin.port() == 8080)
                .allMatch(
                        origin -> Origin.parse(origin.url()).equals(java.util.Optional.of(origin)));
        assertThat(
                        NetworkInterface.networkInterfaces()
                                .flatMap(NetworkInterface::inetAddresses)
                                .filter(address -> address.getAddress().length == 4)
                                .filter(address -> !address.isLinkLocalAddress())
                                .map(InetAddress::getHostAddress))
                .allMatch(address -> names.contains(new Origin(address, 8080)));
    }

    @Test
    void anOriginElsewhereIsOnlyItself() throws SocketException {
        var origin = new Origin("203.0.113.9", 443);

        assertThat(ThisMachine.everyNameOf(origin)).containsExactly(origin);
    }
}

package io.certyn.runner.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentNetworksTest {

    @ParameterizedTest
    @CsvSource({
        "172.18.0.2, 172.18.255.9, 16, true",
        "172.18.0.2, 172.19.0.2, 16, false",
        "172.18.0.2, 172.19.0.2, 15, true",
        "10.0.0.5, 10.0.0.7, 30, true",
        "10.0.0.5, 10.0.0.8, 30, false",
        "fd00::1, fd00::2, 64, true",
        "fd00::1, fd00:0:0:1::2, 64, false",
        "10.0.0.5, fd00::1, 0, false"
    })
    void aNetworkIsItsFirstBits(String one, String other, int length, boolean same)
            throws UnknownHostException {
        assertThat(
                        AgentNetworks.sameNetwork(
                                InetAddress.getByName(one), InetAddress.getByName(other), length))
                .isEqualTo(same);
    }

    @Test
    void itsOwnAddressesBelongToThemButNotLoopback() throws SocketException {
        var networks = AgentNetworks.joinedFromNowOn();

        assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
                .allSatisfy(address ->
                        assertThat(networks.test(address)).isEqualTo(!address.isLoopbackAddress()));
    }

    @Test
    void whatWasThereBeforeIsTheOutside() throws UnknownHostException, SocketException {
        assertThat(AgentNetworks.joinedFromNowOn().test(InetAddress.getByName("203.0.113.9")))
                .isFalse();
    }
}

package io.certyn.runner.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.runner.egress.EgressRules.Denial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {

    private static final Origin SHOP = new Origin("shop.example", 443);

    @Test
    void onlyTheOriginsOfTheEnvironmentAreReachable() {
        assertThat(EgressRules.ofTarget(SHOP, Set.of(SHOP), Set.of())).isEmpty();
        assertThat(EgressRules.ofTarget(new Origin("shop.example", 8443), Set.of(SHOP), Set.of()))
                .contains(Denial.NOT_AN_ORIGIN);
        assertThat(EgressRules.ofTarget(new Origin("other.example", 443), Set.of(SHOP), Set.of()))
                .contains(Denial.NOT_AN_ORIGIN);
    }

    @Test
    void theControlPlaneIsNotReachableEvenWhereAnEnvironmentNamesIt() {
        assertThat(EgressRules.ofTarget(SHOP, Set.of(SHOP), Set.of(SHOP)))
                .contains(Denial.CONTROL_PLANE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
    void theControlPlaneOnThisMachineIsNotReachableByAnotherName(String alias)
            throws UnknownHostException {
        var known = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        var address = InetAddress.getAllByName(alias)[0];

        assertThat(EgressRules.ofEndpoint(new InetSocketAddress(address, 8080), known))
                .contains(Denial.CONTROL_PLANE);
        assertThat(EgressRules.ofEndpoint(new InetSocketAddress(address, 8081), known)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "64:ff9b::a01:203", "::ffff:10.1.2.3"})
    void theControlPlaneElsewhereIsNotReachableByItsAddress(String alias)
            throws UnknownHostException {
        var known = List.of(new InetSocketAddress(InetAddress.getAllByName("10.1.2.3")[0], 443));
        var neighbour = new InetSocketAddress(InetAddress.getAllByName("10.1.2.4")[0], 443);

        assertThat(
                        EgressRules.ofEndpoint(
                                new InetSocketAddress(InetAddress.getAllByName(alias)[0], 443),
                                known))
                .contains(Denial.CONTROL_PLANE);
        assertThat(EgressRules.ofEndpoint(neighbour, known)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example.",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "2130706433",
                "127.1",
                "a b",
                "-x.example",
                "[::ffff:10.0.0.1]",
                "[fe80::1%25eth0]",
                "user@shop.example",
                "shop..example",
                ""
            })
    void namesThatAResolverReadsInItsOwnWayAreRefused(String host) {
        var target = new Origin(host, 80);

        assertThat(EgressRules.ofTarget(target, Set.of(target), Set.of()))
                .contains(Denial.MALFORMED_HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "fd00:ec2::254",
                "::",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "127.0.0.1",
                "::1"
            })
    void aNameThatLeadsToSuchAnAddressIsRefused(String address) throws UnknownHostException {
        assertThat(EgressRules.ofAddress("shop.example", InetAddress.getAllByName(address)[0]))
                .contains(Denial.FORBIDDEN_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.0.7", "93.184.216.34", "2001:db8::1"})
    void aPrivateNetworkMayBeMeant(String address) throws UnknownHostException {
        assertThat(EgressRules.ofAddress("shop.example", InetAddress.getAllByName(address)[0]))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "shop.localhost", "127.0.0.1", "[::1]"})
    void loopbackIsMeantOnlyByNamesThatSaySo(String host) {
        assertThat(EgressRules.ofAddress(host, InetAddress.getLoopbackAddress())).isEmpty();
    }

    @Test
    void anOriginHasAPortAndNoUser() {
        assertThat(Origin.parse("https://Shop.example/path")).contains(SHOP);
        assertThat(Origin.parse("http://shop.example")).contains(new Origin("shop.example", 80));
        assertThat(Origin.parse("https://user:secret@shop.example")).isEmpty();
        assertThat(Origin.parse("ftp://shop.example")).isEmpty();
        assertThat(Origin.parse("not a url")).isEmpty();
    }
}

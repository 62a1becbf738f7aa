package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withoutAnythingTheShopOpensOnLoopbackWithoutDefects() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(
                        new Settings.Reading.Read(
                                new Settings(
                                        0,
                                        List.of(InetAddress.ofLiteral("127.0.0.1")),
                                        Defects.NONE,
                                        Optional.empty())));
    }

    @Test
    void everyKeyIsRead() {
        var properties =
                Map.of(
                        "certyn.demo-shop.port", "8080",
                        "certyn.demo-shop.bind", "127.0.0.1, ::1",
                        "certyn.demo-shop.defects", "price-stale",
                        "certyn.demo-shop.port-file", "ports/shop");

        assertThat(read(properties, Map.of()))
                .isEqualTo(
                        new Settings.Reading.Read(
                                new Settings(
                                        8080,
                                        List.of(
                                                InetAddress.ofLiteral("127.0.0.1"),
                                                InetAddress.ofLiteral("::1")),
                                        new Defects(Set.of(Defect.PRICE_STALE)),
                                        Optional.of(Path.of("ports/shop")))));
    }

    @Test
    void aPropertyWinsOverTheEnvironment() {
        var environment = Map.of("CERTYN_DEMO_SHOP_PORT", "8081");

        assertThat(port(read(Map.of(), environment))).isEqualTo(8081);
        assertThat(port(read(Map.of("certyn.demo-shop.port", "8082"), environment)))
                .isEqualTo(8082);
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536, certyn.demo-shop.port is not a port: 65536",
        "port, http, certyn.demo-shop.port is not a port: http",
        "bind, localhost, certyn.demo-shop.bind is not an IP address: localhost",
        "defects, nope, unknown defect: nope",
    })
    void whatMakesNoSenseIsNamed(String key, String value, String sentence) {
        assertThat(read(Map.of("certyn.demo-shop." + key, value), Map.of()))
                .isEqualTo(new Settings.Reading.Refused(sentence));
    }

    private static int port(Settings.Reading reading) {
        return ((Settings.Reading.Read) reading).settings().port();
    }

    private static Settings.Reading read(
            Map<String, String> properties, Map<String, String> environment) {
        return Settings.read(
                key -> Optional.ofNullable(properties.get(key)),
                name -> Optional.ofNullable(environment.get(name)));
    }
}

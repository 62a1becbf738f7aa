package io.certyn.demoshop;

import io.certyn.demoshop.defect.Defects;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the shop is started.
 *
 * @param port 0 for any free one
 * @param bind every address gets the same port
 * @param portFile where the port is written once the shop answers
 */
public record Settings(int port, List<InetAddress> bind, Defects defects, Optional<Path> portFile) {

    private static final String PREFIX = "certyn.demo-shop.";

    public Settings {
        bind = List.copyOf(bind);
    }

    /** Settings as they were read, or one sentence on what is wrong with them. */
    public sealed interface Reading {

        record Read(Settings settings) implements Reading {}

        record Refused(String sentence) implements Reading {}
    }

    /**
     * Reads system properties and, where one is absent, the environment, in which the key {@code
     * certyn.demo-shop.port} is spelled {@code CERTYN_DEMO_SHOP_PORT}.
     */
    public static Reading read(
            Function<String, Optional<String>> property,
            Function<String, Optional<String>> environment) {
        return new Reader(property, environment).read();
    }

    private record Reader(
            Function<String, Optional<String>> property,
            Function<String, Optional<String>> environment) {

        Reading read() {
            var port = value("port").orElse("0");
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                return new Reading.Refused(PREFIX + "port is not a port: " + port);
            }
            var addresses = new ArrayList<InetAddress>();
            for (var address : value("bind").orElse("127.0.0.1").split(",", -1)) {
                try {
                    addresses.add(InetAddress.ofLiteral(address.strip()));
                } catch (IllegalArgumentException _) {
                    return new Reading.Refused(PREFIX + "bind is not an IP address: " + address);
                }
            }
            var file = value("port-file").map(Path::of);
            return switch (Defects.read(value("defects").orElse(""))) {
                case Defects.Reading.Unknown(var ids) ->
                        new Reading.Refused("unknown defect: " + String.join(", ", ids));
                case Defects.Reading.Read(var defects) ->
                        new Reading.Read(
                                new Settings(Integer.parseInt(port), addresses, defects, file));
            };
        }

        private Optional<String> value(String name) {
            var key = PREFIX + name;
            var variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            return property.apply(key)
                    .or(() -> environment.apply(variable))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }
    }
}

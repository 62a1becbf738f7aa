package io.certyn.cli.local;

import io.certyn.local.LoopbackPort;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed before the first process starts: which programs are used and which part listens
 * where. Every port stays for the life of the supervisor, so a part that dies comes back where the
 * others look for it.
 */
record Plan(
        Checkout checkout,
        DataDirectory data,
        Path chromium,
        DockerEngine.Choice choice,
        Map<String, Integer> ports,
        RecordedStarts starts) {

    static final String CONSOLE = "console";
    static final String RUNNER = "runner";
    static final String DEMO_SHOP = "demo-shop";

    static final List<ServicePart> SERVICES =
            List.of(
                    new ServicePart("run-orchestrator", "orchestrator"),
                    new ServicePart("lease-broker", "broker"),
                    new ServicePart("relay", "relay"),
                    new ServicePart("artifact", "artifact"),
                    new ServicePart(CONSOLE, "console"));

    /** Checks everything that can be checked before something is started. */
    static Plan of(
            Checkout checkout,
            DataDirectory data,
            @Nullable Integer wantedPort,
            Executor wanted,
            RecordedStarts starts) {
        checkout.requireBuilt();
        var chromium = Chromium.find();
        var choice = DockerEngine.local().resolve(wanted);
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(CONSOLE, consolePort(data, wantedPort));
        for (var service : SERVICES) {
            ports.computeIfAbsent(service.name(), _ -> LoopbackPort.free());
        }
        ports.put(RUNNER, LoopbackPort.free());
        ports.put(DEMO_SHOP, LoopbackPort.free());
        return new Plan(checkout, data, chromium, choice, Map.copyOf(ports), starts);
    }

    /** Where sessions run. */
    Executor executor() {
        return choice.executor();
    }

    /** What a user must know where sessions share a machine's kernel, files and network. */
    Optional<String> isolation() {
        return choice.because()
                .map(why ->
                        "sessions run as processes, which isolate less than containers, since "
                                + why
                                + sandbox());
    }

    /** Chromium has none when it is started by root, and a process is whoever started the stack. */
    private static String sandbox() {
        return "root".equals(System.getProperty("user.name"))
                ? "; their browsers run without Chromium's sandbox, since this is root"
                : "";
    }

    int port(String part) {
        var port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException("no part " + part);
        }
        return port;
    }

    /** Where the CLI and the services reach a part. */
    String url(String part) {
        return "http://127.0.0.1:" + port(part);
    }

    String publicUrl() {
        return "http://certyn.localhost:" + port(CONSOLE);
    }

    String tracesUrl() {
        return "http://traces.certyn.localhost:" + port(CONSOLE);
    }

    String demoShopUrl() {
        return "http://demo-shop.certyn.localhost:" + port(DEMO_SHOP);
    }

    private static int consolePort(DataDirectory data, @Nullable Integer wanted) {
        if (wanted == null) {
            return LoopbackPort.remembered(data.consolePort());
        }
        FixedPort.require(wanted, "--port");
        LoopbackPort.remember(data.consolePort(), wanted);
        return wanted;
    }

    /** A service by the name of its module, with its role and schema in the database. */
    record ServicePart(String name, String role) {}
}

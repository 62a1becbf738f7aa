package io.certyn.runner;

import io.certyn.runner.metrics.Export;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the runner, or with {@code egress} only the proxy of agents in containers. Exit status: 0
 * ended as asked, 2 a setting is missing or wrong, 3 a newer instance took over, 4 not accepted by
 * the control plane.
 */
public final class Main {

    static {
        // Before anything logs, and so before the first logger below.
        System.setProperty("java.util.logging.manager", "io.certyn.runner.LastingLogging");
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    }

    /** Kept, because JUL forgets the level of a logger that nobody holds. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("io.certyn");

    /** Where OpenTelemetry looks for the address of a collector of metrics. */
    private static final List<String> COLLECTORS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.metrics.endpoint");

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        quietLibraries();
        if (arguments.length > 0 && arguments[0].equals("egress")) {
            EgressMain.run();
            return;
        }
        try {
            var lookup = new Lookup(System.getProperties(), System.getenv());
            var settings = Settings.of(lookup);
            System.exit(run(settings, export(lookup)));
        } catch (SettingsRefused e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static int run(Settings settings, Export export)
            throws IOException, InterruptedException {
        try (export) {
            return new Daemon(settings, export).run();
        }
    }

    private static Export export(Lookup lookup) {
        boolean isNamed =
                COLLECTORS.stream().anyMatch(collector -> lookup.key(collector).isPresent());
        try {
            return isNamed ? Export.configured() : Export.none();
        } catch (RuntimeException e) {
            // Whatever OpenTelemetry throws when its settings make no sense.
            var refused = new SettingsRefused("OTEL_*: " + e.getMessage() + ".");
            refused.initCause(e);
            throw refused;
        }
    }

    private static void quietLibraries() {
        LIBRARIES.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }
}

package io.certyn.runner;

import java.io.IOException;
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

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        quietLibraries();
        if (arguments.length > 0 && arguments[0].equals("egress")) {
            EgressMain.run();
            return;
        }
        try {
            var settings = Settings.of(new Lookup(System.getProperties(), System.getenv()));
            System.exit(new Daemon(settings).run());
        } catch (SettingsRefused e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void quietLibraries() {
        LIBRARIES.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }
}

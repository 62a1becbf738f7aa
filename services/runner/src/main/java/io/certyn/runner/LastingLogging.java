package io.certyn.runner;

import java.util.logging.LogManager;

/**
 * Logging that goes on while the JVM shuts down: the JDK's own ends at the first sign of it, and
 * draining is what one wants to read about.
 */
public final class LastingLogging extends LogManager {

    @Override
    public void reset() {
        // The JDK asks for this in a shutdown hook of its own, beside ours.
    }
}

package io.certyn.runner.work;

import java.util.Locale;

/** How far a session got on this runner, as it is reported. */
public enum Phase {
    LEASED,
    STARTING,
    RUNNING,
    FINISHING;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

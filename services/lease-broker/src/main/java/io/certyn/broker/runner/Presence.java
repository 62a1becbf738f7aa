package io.certyn.broker.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a runner is heard of, as people see it; frees no session, only a lease's expiry does. */
public enum Presence {
    ONLINE,
    /** Silent a little longer than it announced. */
    SUSPECT,
    OFFLINE,
    /** Online, and takes nothing new. */
    DRAINING;

    public static final Duration SUSPECT_AFTER = Duration.ofSeconds(10);
    public static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);

    /**
     * @param due by when it announced to be heard again
     * @param seen whether it was ever heard
     */
    public static Presence of(boolean seen, Instant due, boolean draining, Instant now) {
        if (!seen || now.isAfter(due.plus(OFFLINE_AFTER))) {
            return OFFLINE;
        }
        if (now.isAfter(due.plus(SUSPECT_AFTER))) {
            return SUSPECT;
        }
        return draining ? DRAINING : ONLINE;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

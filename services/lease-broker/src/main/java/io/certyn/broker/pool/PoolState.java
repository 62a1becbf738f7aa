package io.certyn.broker.pool;

import java.util.Locale;

/** Whether a pool takes sessions and runners. */
public enum PoolState {
    ACTIVE,
    /** No sessions; what it runs it ends. */
    DRAINING,
    /** Neither sessions nor runners; what it runs it ends. */
    DISABLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PoolState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

package io.certyn.broker.pool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a pool's runners live, which decides how offers reach them. */
public enum PoolKind {
    /** Beside the control plane, with access to its Kafka. */
    IN_CLUSTER,
    /** Anywhere, with nothing but outbound HTTPS. */
    SELF_HOSTED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PoolKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}

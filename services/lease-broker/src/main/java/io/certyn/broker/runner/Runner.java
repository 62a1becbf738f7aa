package io.certyn.broker.runner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A runner as people see it.
 *
 * @param busy sessions it has leased, is starting or running
 */
public record Runner(
        RunnerIdentity identity,
        String name,
        Machine machine,
        Presence presence,
        int busy,
        @Nullable Instant lastSeen) {}

package io.certyn.broker.runner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A runner as people see it.
 *
 * @param draining whether it or its pool takes nothing new, heard or not
 * @param drainUntil when what it runs is stopped, by its own drain or its pool's, whichever is
 *     sooner; null where nothing drains, and where that has no end
 * @param busy sessions it has leased, is starting or running
 * @param said free slots by its own last word, which may be old
 */
public record Runner(
        RunnerIdentity identity,
        String name,
        Machine machine,
        Presence presence,
        boolean draining,
        @Nullable Instant drainUntil,
        int busy,
        int said,
        @Nullable Instant lastSeen) {

    /** Slots that could start a session, as far as both leases and the runner know. */
    public int free() {
        return Math.clamp(said, 0, Math.max(0, machine.slots() - busy));
    }
}

package io.certyn.broker.queue;

import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.runner.Runner;
import java.util.List;
import java.util.OptionalInt;

/**
 * A pool and its tenant.
 *
 * @param open false while its tenant may not use pools of this kind
 * @param oldest the release that its runners need at least
 */
public record Fleet(
        String pool,
        boolean open,
        PoolState state,
        OldestRelease oldest,
        List<Runner> runners,
        Usage usage) {

    public Fleet {
        runners = List.copyOf(runners);
    }

    /**
     * How many sessions of the tenant run, and how many may.
     *
     * @param cap empty where there is no limit
     */
    public record Usage(int running, OptionalInt cap) {

        boolean isSpent() {
            return cap.isPresent() && running >= cap.getAsInt();
        }
    }
}

package io.certyn.broker.queue;

import io.certyn.broker.runner.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pool and its tenant at one moment.
 *
 * @param active false while the pool takes nothing new
 */
public record Fleet(String pool, boolean active, List<Member> members, Usage usage) {

    public Fleet {
        members = List.copyOf(members);
    }

    /**
     * A runner of the pool.
     *
     * @param busy slots that hold a session, counted from leases
     */
    public record Member(
            String runner,
            Map<String, String> labels,
            Presence presence,
            int slots,
            int busy,
            Optional<Instant> lastSeen) {

        public Member {
            labels = Map.copyOf(labels);
        }

        int free() {
            return Math.max(0, slots - busy);
        }
    }

    /**
     * How many sessions of the tenant run, and how many may.
     *
     * @param cap empty where there is no limit
     */
    public record Usage(int running, Optional<Integer> cap) {

        boolean isSpent() {
            return cap.isPresent() && running >= cap.get();
        }
    }
}

package io.certyn.broker.placement;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The sessions of a pool that wait for an offer. Those that ask for the same stand in one lane, in
 * which only the first needs to be looked at; there are as many lanes as kinds of demand, and few
 * of these even where many wait.
 */
final class Lanes {

    private final Map<Lane, NavigableSet<Waiting>> lanes = new HashMap<>();

    /** Lanes of which the queue holds more than was read. */
    private final Set<Lane> cutOff = new HashSet<>();

    /** What the sessions of a lane have in common. */
    record Lane(TenantId tenant, int priority, Map<String, String> labels) {

        static Lane of(Waiting waiting) {
            return new Lane(waiting.tenant(), waiting.priority(), waiting.labels());
        }
    }

    void add(Waiting waiting) {
        lanes.computeIfAbsent(Lane.of(waiting), _ -> new TreeSet<>(Waiting.FIRST_COME))
                .add(waiting);
    }

    void remove(Waiting waiting) {
        var lane = Lane.of(waiting);
        lanes.computeIfPresent(
                lane,
                (_, members) -> {
                    members.remove(waiting);
                    return members.isEmpty() ? null : members;
                });
    }

    /** The most urgent of those that can be served. */
    Optional<Waiting> first(Instant now, Predicate<Waiting> canBeServed) {
        return lanes.values().stream()
                .map(NavigableSet::first)
                .filter(canBeServed)
                .min(Waiting.order(now));
    }

    /**
     * Notes how far the queue was read.
     *
     * @param listed all that was read of the pool
     * @param most how many are read of one lane
     * @return by lane, who was read; a lane that was read to its end stands for all its sessions
     */
    Listing listing(Collection<Waiting> listed, int most) {
        var byLane = listed.stream().collect(Collectors.groupingBy(Lane::of));
        var last = new HashMap<Lane, Waiting>();
        cutOff.clear();
        byLane.forEach((lane, members) -> {
            if (members.size() >= most) {
                cutOff.add(lane);
                last.put(lane, members.stream().max(Waiting.FIRST_COME).orElseThrow());
            }
        });
        return new Listing(listed.stream().map(Waiting::session).collect(Collectors.toSet()), last);
    }

    /**
     * What was read of the queue.
     *
     * @param last of each lane that was not read to its end
     */
    record Listing(Set<SessionId> sessions, Map<Lane, Waiting> last) {

        /** Whether the session would have been read if it still waited like this. */
        boolean lacks(Waiting waiting) {
            var end = last.get(Lane.of(waiting));
            return !sessions.contains(waiting.session())
                    && (end == null || Waiting.FIRST_COME.compare(waiting, end) < 0);
        }
    }

    /** Whether a lane ran out of which the queue holds more. */
    boolean runsOut() {
        return cutOff.stream().anyMatch(lane -> !lanes.containsKey(lane));
    }

    /** Labels that somebody who waits asks for. */
    Set<Map<String, String>> demands() {
        return lanes.keySet().stream().map(Lane::labels).collect(Collectors.toSet());
    }
}

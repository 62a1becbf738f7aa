package io.certyn.broker.placement;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who waits and who has room, by pool; makes offers of it. For one thread at a time. It may be
 * wrong in every direction: the claim decides, and what was forgotten is offered again.
 */
public final class Backlog {

    private final Map<PoolId, PoolBacklog> pools = new HashMap<>();
    private final Supplier<String> offerIds;
    private final Duration offerLife;

    public Backlog(Supplier<String> offerIds, Duration offerLife) {
        this.offerIds = offerIds;
        this.offerLife = offerLife;
    }

    public void add(Waiting waiting) {
        pool(waiting.pool()).add(waiting);
    }

    /** The session waits no longer, or not like this. */
    public void remove(PoolId pool, SessionId session) {
        pool(pool).remove(session);
    }

    /** What the queue says of these pools; sessions that it does not list wait no longer. */
    public void reconcile(Set<PoolId> seen, Collection<Waiting> queued) {
        var byPool = queued.stream().collect(Collectors.groupingBy(Waiting::pool));
        seen.forEach(pool -> pool(pool).reconcile(byPool.getOrDefault(pool, List.of())));
    }

    public void seat(Seat seat) {
        pool(seat.pool()).seat(seat);
    }

    /** Whether a poll of this runner is parked, so that it can be given offers. */
    public void parked(PoolId pool, RunnerId runner, boolean parked) {
        pool(pool).parked(runner, parked);
    }

    public void declined(PoolId pool, SessionId session, String offer) {
        pool(pool).declined(session, offer);
    }

    /** The last offer of a session that waits, unless it was declined. */
    public Optional<Offer> offer(PoolId pool, SessionId session) {
        return pool(pool).offer(session);
    }

    /** Pools in which somebody has room. */
    public Set<PoolId> open(Instant now) {
        var open = new HashSet<PoolId>();
        pools.forEach((id, pool) -> {
            if (pool.hasRoom(now)) {
                open.add(id);
            }
        });
        return open;
    }

    /** New offers for a pool; what was offered and not taken in time is offered again. */
    public List<Offer> match(PoolId pool, Instant now) {
        return pool(pool).match(now, offerIds, offerLife);
    }

    private PoolBacklog pool(PoolId id) {
        return pools.computeIfAbsent(id, _ -> new PoolBacklog());
    }
}

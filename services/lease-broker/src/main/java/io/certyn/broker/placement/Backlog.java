package io.certyn.broker.placement;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
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
    private final Set<TenantId> capped = new HashSet<>();
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

    /** The queue is being read; what is told from now on is newer than what it will say. */
    public void reading(Set<PoolId> read) {
        read.forEach(pool -> pool(pool).reading());
    }

    public void readingEnded(Set<PoolId> read) {
        read.forEach(pool -> pool(pool).readingEnded());
    }

    /** The session does not wait with this epoch, whatever is remembered. */
    public void remove(PoolId pool, SessionId session, long epoch) {
        pool(pool).remove(session, epoch);
    }

    /**
     * What the queue says of these pools; sessions that it should list and does not wait no longer.
     *
     * @param most how many it lists of those that ask for the same
     */
    public void reconcile(Set<PoolId> seen, Collection<Waiting> queued, int most) {
        var byPool = queued.stream().collect(Collectors.groupingBy(Waiting::pool));
        seen.forEach(pool -> pool(pool).reconcile(byPool.getOrDefault(pool, List.of()), most));
    }

    /** Tenants that run as many sessions as they may; theirs are not offered. */
    public void capped(Set<TenantId> tenants) {
        capped.clear();
        capped.addAll(tenants);
    }

    /** The tenant runs as many sessions as it may. */
    public void capped(TenantId tenant) {
        capped.add(tenant);
    }

    /** One of the tenant's sessions ended, so that another may run. */
    public void uncapped(TenantId tenant) {
        capped.remove(tenant);
    }

    public void seat(Seat seat) {
        pool(seat.pool()).seat(seat);
    }

    /**
     * A poll of this runner is parked, so that it can be given offers.
     *
     * @param poll what only this poll has
     */
    public void parked(PoolId pool, RunnerId runner, Object poll) {
        pool(pool).parked(runner, poll);
    }

    public void unparked(PoolId pool, RunnerId runner, Object poll) {
        pool(pool).unparked(runner, poll);
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
            if (pool.isOpen(now)) {
                open.add(id);
            }
        });
        return open;
    }

    /** Pools in which somebody has room for sessions that the queue holds and this does not. */
    public Set<PoolId> runningOut(Set<PoolId> among, Instant now) {
        return among.stream().filter(id -> pool(id).runsOut(now)).collect(Collectors.toSet());
    }

    /** New offers for a pool; what was offered and not taken in time is offered again. */
    public List<Offer> match(PoolId pool, Instant now) {
        return pool(pool).match(now, capped, offerIds, offerLife);
    }

    private PoolBacklog pool(PoolId id) {
        return pools.computeIfAbsent(id, _ -> new PoolBacklog());
    }
}

package io.certyn.broker.lease.flow;

import io.certyn.broker.NewIds;
import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.lease.events.OfferTopic;
import io.certyn.broker.lease.store.Queue;
import io.certyn.broker.placement.Backlog;
import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.placement.Offer;
import io.certyn.broker.placement.Seat;
import io.certyn.broker.placement.Waiting;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Proposes waiting sessions to free slots, at once when either appears and every second as a net.
 * What it knows is memory: after a restart, or where another replica heard of it, the net reads the
 * queue again.
 */
@ApplicationScoped
public class Offering {

    private static final Logger LOG = Logger.getLogger(Offering.class);

    private final Backlog backlog;
    private final Queue queue;
    private final OfferTopic topic;
    private final Doorbell doorbell;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    Offering(
            Queue queue,
            OfferTopic topic,
            Doorbell doorbell,
            NewIds ids,
            Terms terms,
            Clock clock) {
        this.queue = queue;
        this.topic = topic;
        this.doorbell = doorbell;
        this.clock = clock;
        this.backlog = new Backlog(() -> ids.next().toString(), terms.offer());
    }

    /** A session waits. */
    public void queued(Waiting waiting) {
        locked(() -> backlog.add(waiting));
        match(Set.of(waiting.pool()));
    }

    /** Sessions changed; who waits again is offered, and holders who lost something are told. */
    public void changed(Collection<Change> changes) {
        var pools = new HashSet<PoolId>();
        locked(() -> changes.forEach(change -> pools.addAll(note(change))));
        match(pools);
        changes.forEach(this::tell);
    }

    private Set<PoolId> note(Change change) {
        if (change.before() instanceof Lease.Queued queued) {
            backlog.remove(queued.spec().pool(), queued.session());
        }
        if (change.after() instanceof Lease.Queued queued) {
            backlog.add(waiting(queued));
            return Set.of(queued.spec().pool());
        }
        return Set.of();
    }

    private void tell(Change change) {
        if (change.before() instanceof Lease.Held held) {
            var goesOn =
                    change.after() instanceof Lease.Held after
                            && after.cancelled() == held.cancelled();
            if (!goesOn) {
                doorbell.ring(held.hold().by().runner());
            }
        }
    }

    /** A runner said how much room it has. */
    public void heard(Seat seat) {
        locked(() -> backlog.seat(seat));
        match(Set.of(seat.pool()));
    }

    public void declined(PoolId pool, SessionId session, String offer) {
        locked(() -> backlog.declined(pool, session, offer));
    }

    /** The offer that is open for a session, as far as this broker made it. */
    public Optional<Offer> open(PoolId pool, SessionId session) {
        return locked(() -> backlog.offer(pool, session));
    }

    /** A poll of this runner is parked now and can be given offers. */
    public void parked(PoolId pool, RunnerId runner) {
        locked(() -> backlog.parked(pool, runner, true));
        match(Set.of(pool));
    }

    public void unparked(PoolId pool, RunnerId runner) {
        locked(() -> backlog.parked(pool, runner, false));
    }

    /** The net: what the queue holds for pools with room, and offers that nobody took. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> net() {
        var open = locked(() -> backlog.open(clock.instant()));
        if (open.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return queue.window(open)
                .invoke(queued -> {
                    locked(() ->
                            backlog.reconcile(
                                    open, queued.stream().map(Offering::waiting).toList()));
                    match(open);
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("queue was not read cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void match(Set<PoolId> pools) {
        pools.forEach(pool ->
                locked(() -> backlog.match(pool, clock.instant()))
                        .forEach(offer -> deliver(pool, offer)));
    }

    private void deliver(PoolId pool, Offer offer) {
        var runner = offer.to();
        LOG.debugf(
                "session offered sessionId=%s poolId=%s runnerId=%s offerId=%s",
                offer.waiting().session(), pool, runner, offer.id());
        if (runner == null) {
            topic.ring(pool, offer);
        } else {
            doorbell.offer(runner, offer);
        }
    }

    /** What the backlog needs to know of a queued session. */
    public static Waiting waiting(Lease.Queued queued) {
        var spec = queued.spec();
        return new Waiting(
                spec.session(),
                spec.pool(),
                queued.epoch(),
                spec.demand().priority(),
                spec.demand().since(),
                spec.demand().labels(),
                spec.image(),
                queued.avoid());
    }

    private void locked(Runnable action) {
        locked(() -> {
            action.run();
            return List.of();
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}

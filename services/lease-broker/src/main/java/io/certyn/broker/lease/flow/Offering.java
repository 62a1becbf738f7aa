package io.certyn.broker.lease.flow;

import io.certyn.broker.NewIds;
import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Refusal;
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
import io.certyn.ids.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** A head that was read and offered is still in the queue until it is claimed. */
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(50);

    private final Backlog backlog;
    private final Queue queue;
    private final OfferTopic topic;
    private final Doorbell doorbell;
    private final Clock clock;
    private final CappedTenants capped;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Instant nextReading = Instant.MIN;

    Offering(
            Queue queue,
            OfferTopic topic,
            Doorbell doorbell,
            NewIds ids,
            Terms terms,
            CappedTenants capped,
            Clock clock) {
        this.capped = capped;
        this.queue = queue;
        this.topic = topic;
        this.doorbell = doorbell;
        this.clock = clock;
        this.backlog = new Backlog(() -> ids.next().toString(), terms.offer());
    }

    /** A session waits. One that rests is found by the net once it does not any more. */
    public void queued(Lease.Queued queued) {
        if (isDue(queued)) {
            locked(() -> backlog.add(waiting(queued)));
            match(Set.of(queued.spec().pool()));
        }
    }

    private boolean isDue(Lease.Queued queued) {
        return !clock.instant().isBefore(queued.notBefore());
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
        if (change.before() instanceof Lease.Held held && !(change.after() instanceof Lease.Held)) {
            backlog.uncapped(held.spec().tenant());
        }
        if (change.after() instanceof Lease.Queued queued && isDue(queued)) {
            backlog.add(waiting(queued));
            return Set.of(queued.spec().pool());
        }
        return Set.of();
    }

    private void tell(Change change) {
        if (change.before() instanceof Lease.Held held) {
            var goesOn = change.after() instanceof Lease.Held after && after.stop() == held.stop();
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

    /** A claim was refused, and what that says of the session or its tenant. */
    public void denied(Seat by, TenantId tenant, Exchange.Claiming claim, Refusal why) {
        locked(() -> {
            switch (why) {
                case TAKEN, STALE, NOT_DUE ->
                        backlog.remove(by.pool(), claim.session(), claim.expectedEpoch());
                case TENANT_CAP -> {
                    backlog.capped(tenant);
                    backlog.declined(by.pool(), claim.session(), claim.offer());
                }
                case DRAINING -> backlog.declined(by.pool(), claim.session(), claim.offer());
                // Its own word says otherwise; not offered again before that is outdated.
                case NO_SLOT -> {}
                case OVERDUE, CONFLICT, OVER ->
                        throw new IllegalStateException("no answer to a claim: " + why);
            }
        });
    }

    /** The offer that is open for a session, as far as this broker made it. */
    public Optional<Offer> open(PoolId pool, SessionId session) {
        return locked(() -> backlog.offer(pool, session));
    }

    /**
     * A poll of this runner is parked now and can be given offers.
     *
     * @param poll what only this poll has
     */
    public void parked(PoolId pool, RunnerId runner, Object poll) {
        locked(() -> backlog.parked(pool, runner, poll));
        match(Set.of(pool));
    }

    public void unparked(PoolId pool, RunnerId runner, Object poll) {
        locked(() -> backlog.unparked(pool, runner, poll));
    }

    /** The net: what the queue holds for pools with room, and offers that nobody took. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> net() {
        return read(locked(() -> backlog.open(clock.instant())));
    }

    /** One reading at a time; who comes meanwhile is served by the next. */
    private Uni<Void> read(Set<PoolId> pools) {
        if (pools.isEmpty() || !reading.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        nextReading = clock.instant().plus(BETWEEN_READINGS);
        locked(() -> backlog.reading(pools));
        return queue.heads(pools)
                .map(queued -> queued.stream().map(Offering::waiting).toList())
                .chain(queued ->
                        capped.among(queued).invoke(tenants -> note(pools, queued, tenants)))
                .onFailure()
                .invoke(failure -> LOG.warnf("queue was not read cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(() -> {
                    locked(() -> backlog.readingEnded(pools));
                    reading.set(false);
                })
                .invoke(() -> match(pools))
                .replaceWithVoid();
    }

    private void note(Set<PoolId> pools, List<Waiting> queued, Set<TenantId> tenants) {
        locked(() -> {
            backlog.capped(tenants);
            backlog.reconcile(pools, queued, Queue.WINDOW);
        });
    }

    /** Where memory ends before the room does, the queue is read before the net would. */
    private void match(Set<PoolId> pools) {
        var now = clock.instant();
        pools.forEach(pool ->
                locked(() -> backlog.match(pool, now)).forEach(offer -> deliver(pool, offer)));
        if (!now.isBefore(nextReading)) {
            read(locked(() -> backlog.runningOut(pools, now)))
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.warnf("queue was not read cause=%s", failure));
        }
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
                spec.tenant(),
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

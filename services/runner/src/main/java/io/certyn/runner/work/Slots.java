package io.certyn.runner.work;

import io.certyn.ids.SessionId;
import io.certyn.runner.work.HeldLease.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one owner of this runner's slots and leases. A slot is taken before a claim is sent and given
 * back when the agent is gone, so that a result on its way never blocks the next session.
 */
public final class Slots {

    private final int count;
    private final Set<SessionId> claiming = new HashSet<>();
    private final Map<LeaseKey, HeldLease> leases = new LinkedHashMap<>();
    private boolean ready = true;
    private boolean wanted = true;
    private boolean closed;

    public Slots(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " slots");
        }
        this.count = count;
    }

    public int count() {
        return count;
    }

    /** Takes a slot for a session that is about to be claimed; false when there is none. */
    public synchronized boolean reserve(SessionId session) {
        return free() > 0 && claiming.add(session);
    }

    /**
     * Whether this offer says what is known: its session is being claimed, or held under the epoch
     * that the claim would give. Offers are rung again until they are answered, so several of one
     * session may lie in the topic; a second claim would be granted and start a second agent.
     */
    public synchronized boolean knows(SessionId session, long expectedEpoch) {
        return claiming.contains(session)
                || leases.keySet().stream()
                        .anyMatch(key ->
                                key.session().equals(session) && key.epoch() > expectedEpoch);
    }

    /** The claim came to nothing. */
    public synchronized void release(SessionId session) {
        if (claiming.remove(session)) {
            notifyAll();
        }
    }

    /**
     * The claim became a lease. False when the time to act under it has passed before the answer
     * came: then the lease is not started.
     */
    public synchronized boolean hold(LeaseKey key, Terms terms, long sentAt, long now) {
        claiming.remove(key.session());
        var lease = HeldLease.claimed(key, terms, sentAt);
        if (closed || now - lease.deadline() >= 0) {
            notifyAll();
            return false;
        }
        leases.put(key, lease);
        return true;
    }

    /** Takes over a lease whose result an earlier instance left to be sent. */
    public synchronized void adopt(LeaseKey key, Terms terms, long now) {
        leases.put(key, new HeldLease.Finishing(key, terms, now + terms.selfDeadline().toNanos()));
    }

    /** Applies an event; empty when the lease is not held. */
    public synchronized Optional<Decision> apply(LeaseKey key, HeldLease.Event event, long now) {
        var lease = leases.get(key);
        if (lease == null) {
            return Optional.empty();
        }
        var decision = HeldLease.decide(lease, event, now);
        switch (decision) {
            case Decision.Kept(var next) -> leases.put(key, next);
            case Decision.Dropped _, Decision.Over _ -> leases.remove(key);
        }
        notifyAll();
        return Optional.of(decision);
    }

    /** Lets time pass over every lease and names those that must be stopped now. */
    public synchronized List<Decision.Dropped> tick(long now) {
        var dropped = new ArrayList<Decision.Dropped>();
        for (var key : List.copyOf(leases.keySet())) {
            if (apply(key, new HeldLease.Event.Ticked(), now).orElse(null)
                    instanceof Decision.Dropped drop) {
                dropped.add(drop);
            }
        }
        return dropped;
    }

    /** How long an agent may still act; nothing once the lease is gone. */
    public synchronized Duration remaining(LeaseKey key, long now) {
        var lease = leases.get(key);
        return lease == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, lease.deadline() - now));
    }

    public synchronized boolean holds(LeaseKey key) {
        return leases.containsKey(key);
    }

    public synchronized List<HeldLease> leases() {
        return List.copyOf(leases.values());
    }

    /** Slots that could start a session now. As many results may be on their way as slots exist. */
    public synchronized int free() {
        if (closed || !wanted || !ready) {
            return 0;
        }
        long finishing =
                leases.values().stream().filter(HeldLease.Finishing.class::isInstance).count();
        if (finishing >= count) {
            return 0;
        }
        return Math.max(0, count - claiming.size() - (leases.size() - (int) finishing));
    }

    public synchronized boolean idle() {
        return leases.isEmpty() && claiming.isEmpty();
    }

    /** Sessions that still have an agent, or are about to get one. */
    public synchronized int busy() {
        return claiming.size()
                + (int)
                        leases.values().stream()
                                .filter(HeldLease.Working.class::isInstance)
                                .count();
    }

    /** Whether the control plane wants this runner to take sessions. */
    public synchronized void wanted(boolean active) {
        wanted = active;
        notifyAll();
    }

    /** Whether an agent could be started soon; until then nothing is taken. */
    public synchronized void ready(boolean now) {
        ready = now;
        notifyAll();
    }

    /** Takes nothing more, for good; what is held goes on. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until a slot is free; false when that will never be again. */
    public synchronized boolean awaitFree() throws InterruptedException {
        while (!closed && free() == 0) {
            wait();
        }
        return !closed;
    }
}

package io.certyn.runner.work.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.LeaseKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be told to the lease-broker. Everything stays until an answer acknowledges it, so a
 * lost request or answer costs time and nothing else.
 */
public final class Mailbox {

    private static final int MAX_CLAIMS = 50;
    private static final int MAX_DECLINES = 100;
    private static final int MAX_ACKS = 200;
    private static final int MAX_COMPLETIONS = 20;

    private static final int MAX_EVENTS = 500;

    /** Half of what a request may have, which leaves room for everything else in it. */
    private static final int MAX_EVENT_BYTES = 128 * 1024;

    private final Ticker ticker;
    private final Map<String, PendingClaim> claims = new LinkedHashMap<>();
    private final List<Sync.Decline> declines = new ArrayList<>();
    private final Map<LeaseKey, Sync.Completion> completions = new LinkedHashMap<>();
    private final Deque<PendingEvent> events = new ArrayDeque<>();
    private final Map<LeaseKey, Long> eventNumbers = new HashMap<>();
    private final Map<String, Sync.Ack> acks = new LinkedHashMap<>();
    private @Nullable List<Sync.Inventory> inventory;
    private boolean stirred;

    public Mailbox(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A claim and the moment it was first sent, from which its lease's deadline counts. */
    static final class PendingClaim {
        private final Sync.Claim claim;
        private final CompletableFuture<Claimed> answer = new CompletableFuture<>();
        private @Nullable Long firstSent;

        private PendingClaim(Sync.Claim claim) {
            this.claim = claim;
        }

        Sync.Claim claim() {
            return claim;
        }
    }

    /** The answer to a claim. */
    record Claimed(Sync.ClaimResult result, long firstSent) {}

    private record PendingEvent(LeaseKey key, Sync.Event event, int bytes) {}

    /** What one request carries. */
    record Batch(
            List<PendingClaim> claims,
            List<Sync.Decline> declines,
            List<Sync.Completion> completions,
            List<Sync.Event> events,
            List<Sync.Ack> acks,
            @Nullable List<Sync.Inventory> inventory) {

        boolean isEmpty() {
            return claims.isEmpty()
                    && declines.isEmpty()
                    && completions.isEmpty()
                    && events.isEmpty()
                    && acks.isEmpty()
                    && inventory == null;
        }
    }

    synchronized CompletableFuture<Claimed> claim(Sync.Claim claim) {
        var pending = new PendingClaim(claim);
        claims.put(claim.session(), pending);
        stir();
        return pending.answer;
    }

    /** Nobody waits for the answer any more. */
    synchronized void withdraw(String session) {
        claims.remove(session);
    }

    synchronized void decline(Sync.Decline decline) {
        if (declines.size() < MAX_DECLINES) {
            declines.add(decline);
            stir();
        }
    }

    synchronized void event(LeaseKey key, String type, Map<String, Object> data) {
        long number = eventNumbers.merge(key, 1L, Long::sum);
        var event = new Sync.Event(key.session().toString(), key.epoch(), number, type, data);
        events.add(new PendingEvent(key, event, bytes(event)));
        stir();
    }

    public synchronized void complete(LeaseKey key, Sync.Completion completion) {
        completions.put(key, completion);
        stir();
    }

    synchronized void acknowledge(Sync.Ack ack) {
        acks.put(ack.commandId(), ack);
        stir();
    }

    public synchronized void report(List<Sync.Inventory> found) {
        inventory = List.copyOf(found);
        stir();
    }

    /** The lease is gone, and with it all that was to be said about it. */
    synchronized void forget(LeaseKey key) {
        events.removeIf(pending -> pending.key().equals(key));
        eventNumbers.remove(key);
        completions.remove(key);
    }

    /** Asks for an exchange soon, though nothing new waits here. */
    public synchronized void stir() {
        stirred = true;
        notifyAll();
    }

    /** Waits until something is to be said, or so long. */
    synchronized void await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!stirred) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        stirred = false;
    }

    synchronized Batch take() {
        long now = ticker.nanos();
        var someClaims = claims.values().stream().limit(MAX_CLAIMS).toList();
        for (var pending : someClaims) {
            if (pending.firstSent == null) {
                pending.firstSent = now;
            }
        }
        var someEvents = new ArrayList<Sync.Event>();
        var behind = new HashSet<LeaseKey>();
        takeEvents(someEvents, behind);
        return new Batch(
                someClaims,
                List.copyOf(declines),
                completions.entrySet().stream()
                        // A completion closes the lease, so its events go first.
                        .filter(entry -> !behind.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .limit(MAX_COMPLETIONS)
                        .toList(),
                someEvents,
                acks.values().stream().limit(MAX_ACKS).toList(),
                inventory);
    }

    private void takeEvents(List<Sync.Event> taken, Set<LeaseKey> behind) {
        int bytes = 0;
        for (var pending : events) {
            bytes += pending.bytes();
            if (bytes > MAX_EVENT_BYTES || taken.size() >= MAX_EVENTS) {
                behind.add(pending.key());
            } else {
                taken.add(pending.event());
            }
        }
    }

    /** The request was answered: what it carried need not be sent again. */
    synchronized void settle(Batch batch, Sync.Answer answer) {
        for (var result : answer.claimResults()) {
            var pending = claims.get(result.session());
            if (pending != null && batch.claims().contains(pending) && pending.firstSent != null) {
                claims.remove(result.session());
                pending.answer.complete(new Claimed(result, pending.firstSent));
            }
        }
        declines.removeAll(batch.declines());
        for (int i = 0; i < batch.events().size() && !events.isEmpty(); i++) {
            // Forgotten sessions may have left gaps; the rest keeps its order.
            if (batch.events().contains(events.peekFirst().event())) {
                events.removeFirst();
            }
        }
        batch.acks().forEach(ack -> acks.remove(ack.commandId(), ack));
        if (batch.inventory() != null && batch.inventory().equals(inventory)) {
            inventory = null;
        }
        if (!events.isEmpty() || claims.size() > batch.claims().size()) {
            stir();
        }
    }

    /**
     * The control plane will never take this request. What was in it is given up: said again, it
     * would keep every lease of this runner from being renewed.
     */
    synchronized void discard(Batch batch) {
        batch.claims().forEach(pending -> claims.remove(pending.claim().session()));
        declines.removeAll(batch.declines());
        completions.values().removeAll(batch.completions());
        events.removeIf(pending -> batch.events().contains(pending.event()));
        batch.acks().forEach(ack -> acks.remove(ack.commandId()));
        inventory = null;
    }

    /** The control plane has this completion, or will never want it. */
    synchronized void completed(LeaseKey key) {
        completions.remove(key);
        eventNumbers.remove(key);
    }

    private static int bytes(Sync.Event event) {
        try {
            return ProtocolJson.MAPPER.writeValueAsBytes(event).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}

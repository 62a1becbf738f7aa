package io.certyn.benchmarks.leases;

import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A runner as the protocol sees it: it registers, parks its poll, claims what it is offered and
 * reports each session as passed the moment it was granted. As the real one it has one poll and one
 * exchange under way at a time, pauses as long between polls, and says with the next exchange
 * whatever has gathered since the last.
 */
final class SimulatedRunner {

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);
    private static final Duration AFTER_FAULT = Duration.ofMillis(200);

    private final BrokerHttp http;
    private final RunnerIdentity identity;
    private final Sessions sessions;
    private final AtomicLong seq = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Long> claimedAt = new ConcurrentHashMap<>();
    private List<Sync.Claim> claims = new ArrayList<>();
    private List<Sync.Completion> completions = new ArrayList<>();
    private int free;
    private volatile boolean stopped;

    SimulatedRunner(BrokerHttp http, RunnerIdentity identity, Sessions sessions) {
        this.http = http;
        this.identity = identity;
        this.sessions = sessions;
        this.free = identity.slots();
    }

    /** Hears of what the runner did; called on its threads. */
    interface Sessions {

        /**
         * The claim was granted.
         *
         * @param claimedAt when the claim was made, as {@link System#nanoTime} told it
         */
        void started(String session, long claimedAt);

        /** The result was accepted, the slot is free. */
        void ended(String session);

        /** A request came to nothing and is repeated. */
        void failed(Exception why);
    }

    /** Polls, claims and reports until it is stopped. */
    void start(Duration hold) {
        Thread.ofVirtual().start(() -> repeat(() -> poll(hold)));
        Thread.ofVirtual().start(() -> repeat(this::exchange));
    }

    void stop() {
        stopped = true;
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes an offer if a slot is free. */
    boolean take(Sync.Offer offer) {
        lock.lock();
        try {
            if (free == 0) {
                return false;
            }
            free--;
            claimedAt.put(offer.session(), System.nanoTime());
            claims.add(new Sync.Claim(offer.session(), offer.expectedEpoch(), offer.offerId()));
            news.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void repeat(Step step) {
        try {
            while (!stopped) {
                try {
                    step.run();
                } catch (IOException e) {
                    if (!stopped) {
                        sessions.failed(e);
                        Thread.sleep(AFTER_FAULT);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(Duration hold) throws IOException, InterruptedException {
        var answer = sync(hold, free(), new Batch(List.of(), List.of()));
        if (answer != null) {
            answer.offers().forEach(this::take);
        }
        Thread.sleep(BETWEEN_POLLS);
    }

    /** What one exchange says. */
    private record Batch(List<Sync.Claim> claims, List<Sync.Completion> completions) {}

    private void exchange() throws IOException, InterruptedException {
        var batch = gathered();
        if (stopped) {
            return;
        }
        Sync.Answer answer;
        try {
            answer = sync(Duration.ZERO, free(), batch);
        } catch (IOException e) {
            again(batch);
            throw e;
        }
        if (answer != null) {
            answer.claimResults().forEach(this::claimed);
            answer.completionResults().forEach(done -> sessions.ended(done.session()));
            answer.offers().forEach(this::take);
        }
    }

    private Batch gathered() throws InterruptedException {
        lock.lock();
        try {
            while (claims.isEmpty() && completions.isEmpty() && !stopped) {
                news.await();
            }
            var batch = new Batch(claims, completions);
            claims = new ArrayList<>();
            completions = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void again(Batch batch) {
        lock.lock();
        try {
            claims.addAll(batch.claims());
            completions.addAll(batch.completions());
        } finally {
            lock.unlock();
        }
    }

    private void claimed(Sync.ClaimResult result) {
        var since = claimedAt.remove(result.session());
        if (result.code() == null && since != null) {
            sessions.started(result.session(), since);
        }
        lock.lock();
        try {
            if (result.code() == null) {
                completions.add(passed(result.session(), result.epoch()));
            }
            // A result that waits to be accepted pins no slot.
            free++;
        } finally {
            lock.unlock();
        }
    }

    static Sync.Completion passed(String session, long epoch) {
        var result = new Sync.Result("case_1", "BENCH-1", "passed", null, null, 1, 1, false);
        return new Sync.Completion(
                session, epoch, List.of(result), null, null, "a".repeat(64), "b".repeat(64));
    }

    private int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Null where a newer poll took this one's place. */
    private Sync.@Nullable Answer sync(Duration hold, int freeSlots, Batch batch)
            throws IOException, InterruptedException {
        var request =
                new Sync.Request(
                        ProtocolVersion.CURRENT,
                        identity.instance(),
                        identity.epoch(),
                        seq.incrementAndGet(),
                        hold.toMillis(),
                        RunnerIdentity.VERSION,
                        freeSlots,
                        List.of(),
                        batch.claims(),
                        List.of(),
                        batch.completions(),
                        List.of(),
                        List.of(),
                        null);
        var answer = http.post("/runner/v1/sync", identity.accessToken(), request);
        return answer.status() == 204 ? null : answer.as(Sync.Answer.class);
    }
}

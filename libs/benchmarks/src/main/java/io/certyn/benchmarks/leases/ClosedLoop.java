package io.certyn.benchmarks.leases;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps a number of sessions in flight: each that ended is followed by a new request, until the
 * load is over; what is in flight then runs out.
 */
final class ClosedLoop implements SimulatedRunner.Sessions {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Load load;
    private final Consumer<String> request;
    private final LongSupplier clock;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();

    /**
     * @param request asks for the session of this id
     */
    ClosedLoop(Load load, Consumer<String> request, LongSupplier clock) {
        this.load = load;
        this.request = request;
        this.clock = clock;
    }

    /** Requests the first ones. */
    void begin(int inFlight) {
        for (int i = 0; i < inFlight; i++) {
            next();
        }
    }

    private void next() {
        var session = SessionRequests.newSession();
        waiting.put(session, clock.getAsLong());
        request.accept(session);
    }

    /** Those granted twice, since an answer was lost, started once. */
    @Override
    public void started(String session, long claimedAt) {
        var requested = waiting.remove(session);
        if (requested != null) {
            long now = clock.getAsLong();
            started.put(session, now);
            load.started(requested, now);
        }
    }

    @Override
    public void ended(String session) {
        if (started.remove(session) != null && !load.isOver(clock.getAsLong())) {
            next();
        }
    }

    @Override
    public void failed(Exception why) {
        if (failures.getAndIncrement() == 0) {
            System.err.println("a runner's request failed: " + why.getMessage());
        }
    }

    long failures() {
        return failures.get();
    }

    int inFlight() {
        return waiting.size() + started.size();
    }

    /** Waits until nothing is in flight, and says whether that came in time. */
    boolean ranOut(Duration limit) throws InterruptedException {
        long until = clock.getAsLong() + limit.toNanos();
        while (inFlight() > 0 && clock.getAsLong() - until < 0) {
            Thread.sleep(LOOK);
        }
        return inFlight() == 0;
    }
}

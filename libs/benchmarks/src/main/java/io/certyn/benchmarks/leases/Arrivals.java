package io.certyn.benchmarks.leases;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When each session that is expected was granted. */
final class Arrivals implements SimulatedRunner.Sessions {

    private final Map<String, Arrival> expected = new ConcurrentHashMap<>();

    Arrival expect(String session) {
        var arrival = new Arrival();
        expected.put(session, arrival);
        return arrival;
    }

    @Override
    public void started(String session, long claimedAt) {
        var arrival = expected.remove(session);
        if (arrival != null) {
            arrival.at = System.nanoTime();
            arrival.here.countDown();
        }
    }

    @Override
    public void ended(String session) {}

    @Override
    public void failed(Exception why) {
        System.err.println("a runner's request failed: " + why.getMessage());
    }

    /** A session that is, or will be, granted. */
    static final class Arrival {

        private final CountDownLatch here = new CountDownLatch(1);
        private volatile long at;

        /** As {@link System#nanoTime} told it. */
        long at(Duration limit) throws IOException, InterruptedException {
            if (!here.await(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("a session was not granted within " + limit);
            }
            return at;
        }
    }
}

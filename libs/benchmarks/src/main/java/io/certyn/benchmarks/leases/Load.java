package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Samples;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is counted of a closed loop: sessions that started within the window, and how long each had
 * waited. For any number of threads; times are those of {@link System#nanoTime}.
 */
final class Load {

    private final long from;
    private final long until;
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();

    Load(long from, Duration window) {
        this.from = from;
        this.until = from + window.toNanos();
    }

    /** One that begins when it is warm. */
    static Load after(Duration warmUp, Duration window) {
        return new Load(System.nanoTime() + warmUp.toNanos(), window);
    }

    /** A session that was requested then has started now. */
    void started(long requestedAt, long now) {
        if (now - from >= 0 && now - until < 0) {
            waits.add(now - requestedAt);
        }
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Sleeps until the window has passed. */
    void await() throws InterruptedException {
        for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    Result result() {
        var samples = new Samples();
        waits.forEach(wait -> samples.add(wait / 1e6));
        int count = waits.size();
        return count == 0
                ? new Result(0, Double.NaN, Double.NaN)
                : new Result(count * 1e9 / (until - from), samples.at(0.5), samples.at(0.99));
    }

    /**
     * @param perSecond sessions started
     * @param p50 wait from request to start, in milliseconds
     */
    record Result(double perSecond, double p50, double p99) {}
}

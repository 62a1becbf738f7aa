package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Samples;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * What is counted of a closed loop: sessions that started within the window, and how long each had
 * waited. For any number of threads; times are those of {@link System#nanoTime}.
 */
final class Load {

    private static final int PARTS = 3;

    private final long from;
    private final long until;
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray counts = new AtomicIntegerArray(PARTS);

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
            counts.incrementAndGet((int) ((now - from) * PARTS / (until - from)));
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
        double seconds = (until - from) / 1e9;
        var rates =
                IntStream.range(0, PARTS)
                        .mapToDouble(part -> counts.get(part) * PARTS / seconds)
                        .summaryStatistics();
        return rates.getMax() == 0
                ? new Result(0, 0, 0, Double.NaN, Double.NaN)
                : new Result(
                        rates.getAverage(),
                        rates.getMin(),
                        rates.getMax(),
                        samples.at(0.5),
                        samples.at(0.99));
    }

    /**
     * @param perSecond sessions started
     * @param least the same in the slowest third of the window
     * @param most and in the fastest
     * @param p50 wait from request to start, in milliseconds
     */
    record Result(double perSecond, double least, double most, double p50, double p99) {

        /** For whoever watches. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%7.1f/s (%.1f to %.1f), p50 %8.1f ms, p99 %8.1f ms",
                    perSecond,
                    least,
                    most,
                    p50,
                    p99);
        }
    }
}

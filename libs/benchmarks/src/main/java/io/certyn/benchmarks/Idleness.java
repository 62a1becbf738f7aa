package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Whether the machine has nothing else to do, by the kernel's count of its time. */
final class Idleness {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double MOST_BUSY = 0.15;

    private Idleness() {}

    /** Returns after a second in which hardly anything ran, or when that does not come in time. */
    static void await() throws IOException, InterruptedException {
        var until = System.nanoTime() + LIMIT.toNanos();
        var before = read();
        double busy = 1;
        while (busy > MOST_BUSY && System.nanoTime() < until) {
            Thread.sleep(LOOK);
            var now = read();
            busy = busyShare(before, now);
            before = now;
        }
    }

    static double busyShare(Times before, Times now) {
        double all = now.all() - before.all();
        return all <= 0 ? 1 : 1 - (now.idle() - before.idle()) / all;
    }

    /** Time of all cores since boot, in ticks of the kernel. */
    record Times(long all, long idle) {

        /** Of the first line of {@code /proc/stat}, see proc_stat(5): idle and iowait are rest. */
        static Times of(String line) {
            var fields =
                    Arrays.stream(line.split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
            return new Times(Arrays.stream(fields).limit(8).sum(), fields[3] + fields[4]);
        }
    }

    private static Times read() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return Times.of(lines.findFirst().orElseThrow());
        }
    }
}

package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What runners cost that wait for work. */
final class ParkedPart {

    private static final int RUNNERS = 10_000;
    private static final int FILES = RUNNERS + 2_000;

    /** The longest that the broker parks a poll; then each is answered and comes again. */
    private static final Duration HOLD = Duration.ofSeconds(45);

    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final String PEER = "of it live heap";

    private ParkedPart() {}

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        if (Footprint.mostOpenFiles() < FILES) {
            System.err.printf(
                    "Nothing was parked: a process may open %d files and needs %d, see ulimit"
                            + " -n.%n",
                    Footprint.mostOpenFiles(), FILES);
            return List.of();
        }
        var fleet = Fleet.enter(stack, RUNNERS, 1);
        // Fresh, so that its heap has no room yet that something else had needed.
        stack.stopAndForget();
        stack.startBroker();
        Thread.sleep(SETTLE);
        long heapBefore = Footprint.liveHeapKib(stack.pid());
        long rssBefore = Footprint.rssKib(stack.pid());
        var faults = new Faults(new AtomicInteger());
        var runners = fleet.start(stack.http(), HOLD, faults);
        // All are parked once each has had time to, spread over one hold.
        Thread.sleep(HOLD.plus(SETTLE));
        var cpu = Footprint.cpu(stack.pid());
        long from = System.nanoTime();
        Thread.sleep(HOLD);
        double cores =
                Footprint.cpu(stack.pid()).minus(cpu).toNanos()
                        / (double) (System.nanoTime() - from);
        double rss = (Footprint.rssKib(stack.pid()) - rssBefore) / (double) RUNNERS;
        double heap = (Footprint.liveHeapKib(stack.pid()) - heapBefore) / (double) RUNNERS;
        runners.forEach(SimulatedRunner::stop);
        System.err.printf(
                Locale.ROOT,
                "%d parked: %.1f KiB each, %.1f of it live heap, %.2f cores, %d faults%n",
                RUNNERS,
                rss,
                heap,
                cores,
                faults.count().get());
        return List.of(
                Figure.atMost("leases.parked.kib_per_runner", rss, "KiB", 20).beside(PEER, heap),
                Figure.atMost("leases.parked.idle_cores", cores, "cores", 0.2));
    }

    private record Faults(AtomicInteger count) implements SimulatedRunner.Sessions {

        @Override
        public void started(String session, long claimedAt) {}

        @Override
        public void ended(String session) {}

        @Override
        public void failed(Exception why) {
            if (count.getAndIncrement() == 0) {
                System.err.println("a poll failed: " + why.getMessage());
            }
        }
    }
}

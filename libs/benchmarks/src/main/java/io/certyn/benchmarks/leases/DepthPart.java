package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import io.certyn.benchmarks.Samples;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** How long a claim takes beside a short, a long and a very long queue. */
final class DepthPart {

    private static final List<Integer> DEPTHS = List.of(1_000, 100_000, 1_000_000);
    private static final int RUNNERS = 4;
    private static final int WINDOWS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final Duration HOLD = Duration.ofSeconds(25);

    private DepthPart() {}

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        var fleet = Fleet.register(stack, "self_hosted", RUNNERS, 1);
        var figures = new ArrayList<Figure>();
        var p99s = new Samples();
        for (int depth : DEPTHS) {
            stack.stopAndForget();
            fill(stack, fleet, depth);
            stack.startBroker();
            double p99 = claims(stack, fleet);
            p99s.add(p99);
            var id = "leases.depth." + depth;
            var rss = Footprint.rssKib(stack.pid()) / 1024.0;
            System.err.printf(
                    Locale.ROOT, "%7d queued: claim p99 %.1f ms, RSS %.0f MiB%n", depth, p99, rss);
            figures.add(Figure.atMost(id + ".claim_p99_ms", p99, "ms", 20));
            figures.add(Figure.atMost(id + ".rss_mib", rss, "MiB", 512));
        }
        figures.add(Figure.atMost("leases.depth.p99_ratio", p99s.at(1) / p99s.at(0), "x", 1.3));
        return figures;
    }

    private static void fill(BrokerStack stack, Fleet fleet, int depth) throws IOException {
        try (var connection = stack.database()) {
            Queued.fill(connection, fleet, depth);
        } catch (SQLException e) {
            throw new IOException("the queue cannot be filled", e);
        }
    }

    /** The median of some windows' 99th percentiles. */
    private static double claims(BrokerStack stack, Fleet fleet)
            throws IOException, InterruptedException {
        var first = Load.after(WARM_UP, WINDOW);
        var clocked = new Clocked(new AtomicReference<>(first));
        var runners = fleet.start(stack.http(), HOLD, clocked);
        var p99s = new Samples();
        for (int i = 0; i < WINDOWS; i++) {
            clocked.load().get().await();
            var result = clocked.load().getAndSet(Load.after(Duration.ZERO, WINDOW)).result();
            if (result.perSecond() == 0) {
                throw new IOException("no session was claimed in " + WINDOW);
            }
            p99s.add(result.p99());
        }
        runners.forEach(SimulatedRunner::stop);
        return p99s.at(0.5);
    }

    /** Counts from the claim to its answer. */
    private record Clocked(AtomicReference<Load> load) implements SimulatedRunner.Sessions {

        @Override
        public void started(String session, long claimedAt) {
            load.get().started(claimedAt, System.nanoTime());
        }

        @Override
        public void ended(String session) {}

        @Override
        public void failed(Exception why) {
            System.err.println("a runner's request failed: " + why.getMessage());
        }
    }
}

package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import io.certyn.benchmarks.Samples;
import io.certyn.benchmarks.leases.Arrivals.Arrival;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one tenant's flood costs another. Pools belong to one tenant, so that they do not compete
 * for runners; what they share is the broker with its database, and the topic that requests come
 * on.
 */
final class FairnessPart {

    private static final int RUNNERS = 10;
    private static final int FLOOD = 10_000;
    private static final int WARM_UP = 20;
    private static final int SESSIONS = 200;
    private static final int BURST = 10;
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Fleet loud;
    private final Fleet quiet;
    private final SessionRequests requests;
    private final Arrivals arrivals = new Arrivals();

    private FairnessPart(Fleet loud, Fleet quiet, SessionRequests requests) {
        this.loud = loud;
        this.quiet = quiet;
        this.requests = requests;
    }

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        var loud = Fleet.register(stack, "self_hosted", RUNNERS, 1);
        var quiet = Fleet.register(stack, "self_hosted", RUNNERS, 1);
        try (var requests = new SessionRequests(stack.kafka())) {
            return new FairnessPart(loud, quiet, requests).run(stack.http());
        }
    }

    private List<Figure> run(BrokerHttp http) throws IOException, InterruptedException {
        var runners = new ArrayList<>(quiet.start(http, HOLD, arrivals));
        runners.addAll(loud.start(http, HOLD, new Arrivals()));
        try {
            waits(WARM_UP);
            var alone = waits(SESSIONS);
            for (int i = 0; i < FLOOD; i++) {
                requests.send(loud.tenant(), loud.pool(), SessionRequests.newSession());
            }
            var behind = burst();
            var beside = waits(SESSIONS);
            System.err.printf(
                    Locale.ROOT,
                    "wait alone p99 %.1f ms, right behind a flood %.1f ms, beside it %.1f ms%n",
                    alone.at(0.99),
                    behind.at(1),
                    beside.at(0.99));
            return List.of(
                    Figure.reported("leases.fairness.alone_p99_ms", alone.at(0.99), "ms"),
                    Figure.reported("leases.fairness.burst_max_ms", behind.at(1), "ms"),
                    Figure.reported("leases.fairness.flooded_p99_ms", beside.at(0.99), "ms"),
                    Figure.atMost(
                            "leases.fairness.p99_ratio",
                            beside.at(0.99) / alone.at(0.99),
                            "times",
                            2));
        } finally {
            runners.forEach(SimulatedRunner::stop);
        }
    }

    private Samples waits(int count) throws IOException, InterruptedException {
        var waits = new Samples();
        for (int i = 0; i < count; i++) {
            long at = System.nanoTime();
            waits.add((ask().at(LIMIT) - at) / 1e6);
            Thread.sleep(BETWEEN);
        }
        return waits;
    }

    /** Asked for at once, before anything of the flood can be over. */
    private Samples burst() throws IOException, InterruptedException {
        long at = System.nanoTime();
        var asked = new ArrayList<Arrival>();
        for (int i = 0; i < BURST; i++) {
            asked.add(ask());
        }
        var waits = new Samples();
        for (var one : asked) {
            waits.add((one.at(LIMIT) - at) / 1e6);
        }
        return waits;
    }

    private Arrival ask() {
        var session = SessionRequests.newSession();
        var arrival = arrivals.expect(session);
        requests.send(quiet.tenant(), quiet.pool(), session);
        return arrival;
    }
}

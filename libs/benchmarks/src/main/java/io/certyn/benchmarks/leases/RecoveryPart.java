package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import io.certyn.benchmarks.Samples;
import io.certyn.benchmarks.leases.Arrivals.Arrival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * From the kill of a process whose runners hold sessions to the claims by which others have them.
 */
final class RecoveryPart {

    private static final int ROUNDS = 5;
    private static final int LOST_AT_ONCE = 20;
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Some heartbeats, after which the runners do not renew in step any more. */
    private static final Duration HELD = Duration.ofSeconds(12);

    private RecoveryPart() {}

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        var waits = new Samples();
        try (var requests = new SessionRequests(stack.kafka())) {
            for (int round = 1; round <= ROUNDS; round++) {
                lose(stack, requests, waits);
                System.err.printf(
                        Locale.ROOT,
                        "recovery: %d lost, p50 %.1f s, longest %.1f s%n",
                        round * LOST_AT_ONCE,
                        waits.at(0.5),
                        waits.at(1));
            }
        }
        return List.of(
                Figure.reported("leases.recovery.trials", ROUNDS * LOST_AT_ONCE, "losses"),
                Figure.reported("leases.recovery.p50_s", waits.at(0.5), "s"),
                Figure.atMost("leases.recovery.p99_s", waits.at(0.99), "s", 45),
                Figure.reported("leases.recovery.max_s", waits.at(1), "s"));
    }

    private static void lose(BrokerStack stack, SessionRequests requests, Samples waits)
            throws IOException, InterruptedException {
        var fleet = Fleet.register(stack, "self_hosted", 2 * LOST_AT_ONCE, 1);
        var arrivals = new Arrivals();
        var expected = new ArrayList<Arrival>();
        var sessions = new HashSet<String>();
        var holders = start(stack, fleet.identities().subList(0, LOST_AT_ONCE));
        try {
            for (int i = 0; i < LOST_AT_ONCE; i++) {
                var session = SessionRequests.newSession();
                sessions.add(session);
                expected.add(arrivals.expect(session));
                requests.send(fleet.tenant(), fleet.pool(), session);
            }
            awaitHeld(holders, sessions);
            var others = fleet.identities().subList(LOST_AT_ONCE, 2 * LOST_AT_ONCE);
            var takers =
                    new Fleet(fleet.tenant(), fleet.pool(), others)
                            .start(stack.http(), HOLD, arrivals);
            try {
                Thread.sleep(HELD);
                long at = System.nanoTime();
                holders.destroyForcibly();
                for (var arrival : expected) {
                    waits.add((arrival.at(LIMIT) - at) / 1e9);
                }
            } finally {
                takers.forEach(SimulatedRunner::stop);
            }
        } finally {
            holders.destroyForcibly();
        }
    }

    private static Process start(BrokerStack stack, List<RunnerIdentity> runners)
            throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holders.class.getName(),
                                stack.url().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            for (var runner : runners) {
                input.write(runner.line() + "\n");
            }
        }
        return process;
    }

    private static void awaitHeld(Process holders, Set<String> sessions) throws IOException {
        var output = holders.inputReader(StandardCharsets.UTF_8);
        var missing = new HashSet<>(sessions);
        while (!missing.isEmpty()) {
            var held = output.readLine();
            if (held == null) {
                throw new IOException("the runners to lose ended by themselves");
            }
            missing.remove(held);
        }
    }
}

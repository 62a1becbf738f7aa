package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * From the answer to the create call to the agent's first browser action, on an otherwise idle
 * machine: with an agent that waits, and with none. Both moments are read off the same clock.
 */
final class DispatchBench {

    private static final int WARM_UP = 3;
    private static final int RUNS = 20;
    private static final int COLD_RUNS = 5;
    private static final int WAITING = 2;
    private static final String CASE = "BENCH-001";

    private DispatchBench() {}

    static List<Figure> run(Path root, String executor) throws IOException, InterruptedException {
        var warm = dispatches(root, executor, WAITING, RUNS);
        var cold = dispatches(root, executor, 0, COLD_RUNS);
        var peer = freshBrowsers(root, RUNS);
        var id = "dispatch." + executor;
        var name = "Playwright Java with its driver up: launch of a browser to its first page";
        return List.of(
                Figure.atMost(id + ".p50_ms", warm.at(0.5), "ms", 150).beside(name, peer.at(0.5)),
                Figure.atMost(id + ".p95_ms", warm.at(0.95), "ms", 400).beside(name, peer.at(0.95)),
                Figure.reported(id + ".cold_ms", cold.at(0.5), "ms").beside(name, peer.at(0.5)));
    }

    /**
     * @param waiting agents that the runner keeps; each time all of them wait and the machine is at
     *     rest, since starting one takes both cores and would be measured, too
     */
    private static Samples dispatches(Path root, String executor, int waiting, int runs)
            throws IOException, InterruptedException {
        var settings = Map.of("CERTYN_RUNNER_WARM_AGENTS", String.valueOf(waiting));
        try (var product = new Product(root, settings, "--executor", executor)) {
            product.up();
            for (int i = 0; i < WARM_UP; i++) {
                dispatch(product);
            }
            var measured = new Samples();
            for (int i = 0; i < runs; i++) {
                if (waiting > 0) {
                    product.awaitWaitingAgents(waiting);
                }
                Idleness.await();
                measured.add(dispatch(product));
            }
            return measured;
        }
    }

    private static double dispatch(Product product) throws IOException, InterruptedException {
        var created = product.create(Map.of("cases", List.of(CASE)));
        var run = product.finished(created.run());
        var session = run.path("cases").get(0).path("session").asText();
        var steps = product.get("/api/v1/sessions/" + session + "/steps").path("items");
        if (steps.isEmpty()) {
            throw new IOException("run " + created.run() + " has no steps: " + run);
        }
        var first = Instant.parse(steps.get(0).path("startedAt").asText());
        return Duration.between(created.answeredAt(), first).toNanos() / 1e6;
    }

    private static Samples freshBrowsers(Path root, int times) {
        var measured = new Samples();
        try (var peer = DirectPlaywright.create(root)) {
            for (int i = 0; i < WARM_UP + times; i++) {
                var opened = peer.openFreshBrowser();
                if (i >= WARM_UP) {
                    measured.add(opened.toNanos() / 1e6);
                }
            }
        }
        return measured;
    }
}

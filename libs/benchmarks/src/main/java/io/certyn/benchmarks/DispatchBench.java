package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * From the answer to the create call to the agent's first browser action, on an otherwise idle
 * machine. Both moments are read off the same clock.
 */
final class DispatchBench {

    private static final int WARM_UP = 3;
    private static final int RUNS = 20;
    private static final String CASE = "BENCH-001";

    private DispatchBench() {}

    static List<Figure> run(Path root, String executor) throws IOException, InterruptedException {
        try (var product = new Product(root, "--executor", executor)) {
            product.up();
            // The runner fills its warm slot after the first session has made room.
            double cold = dispatch(product);
            for (int i = 0; i < WARM_UP; i++) {
                dispatch(product);
            }
            var warm = new Samples();
            for (int i = 0; i < RUNS; i++) {
                pause();
                warm.add(dispatch(product));
            }
            return List.of(
                    Figure.atMost("dispatch." + executor + ".p50_ms", warm.at(0.5), "ms", 150),
                    Figure.atMost("dispatch." + executor + ".p95_ms", warm.at(0.95), "ms", 400),
                    Figure.reported("dispatch." + executor + ".first_ms", cold, "ms"));
        }
    }

    /** A new warm agent takes a few seconds of both cores; measuring beside it would measure it. */
    private static void pause() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(6));
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
}

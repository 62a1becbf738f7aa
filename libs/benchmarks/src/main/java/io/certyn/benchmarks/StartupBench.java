package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * From built artifacts to ready, with empty data and again with old; then the memory at rest, first
 * without an agent and then with one that waits.
 */
final class StartupBench {

    private static final int AGAIN = 3;
    private static final int LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private StartupBench() {}

    static List<Figure> run(Path root) throws IOException, InterruptedException {
        try (var product = new Product(root, "--executor", "process")) {
            double first = seconds(product.up());
            var again = new Samples();
            for (int i = 0; i < AGAIN; i++) {
                product.down();
                again.add(seconds(product.up()));
            }
            product.down();
            double backing = seconds(startOfBacking(root));
            product.setting("CERTYN_RUNNER_WARM_AGENTS", "0");
            product.up();
            var idle = atRest(product);
            product.down();
            product.setting("CERTYN_RUNNER_WARM_AGENTS", "1");
            product.up();
            product.awaitWaitingAgents(1);
            var warm = atRest(product);
            return List.of(
                    Figure.atMost("startup.first_seconds", first, "s", 12)
                            .beside("PostgreSQL and Kafka alone, from the same launcher", backing),
                    Figure.atMost("startup.again_seconds", again.at(0.5), "s", 12),
                    Figure.atMost("startup.idle_pss_mib", idle.partsMib(), "MiB", 2048)
                            .beside("of it PostgreSQL and Kafka", idle.backingMib()),
                    Figure.reported("startup.warm_agent_pss_mib", warm.agentsMib(), "MiB")
                            .beside("of it its browser", warm.browsersMib()));
        }
    }

    private static Duration startOfBacking(Path root) throws IOException, InterruptedException {
        try (var backing = Backing.start(root)) {
            return backing.took();
        }
    }

    /** The largest of some looks, since a stack that just became ready still grows. */
    private static Memory atRest(Product product) throws IOException, InterruptedException {
        var most = Memory.ofStack(product.data());
        for (int i = 1; i < LOOKS; i++) {
            Thread.sleep(BETWEEN_LOOKS);
            most = most.max(Memory.ofStack(product.data()));
        }
        return most;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

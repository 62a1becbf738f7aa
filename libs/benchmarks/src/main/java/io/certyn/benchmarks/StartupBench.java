package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From built artifacts to ready, with empty data and again with old; then the memory at rest. */
final class StartupBench {

    private static final int AGAIN = 3;

    private StartupBench() {}

    static List<Figure> run(Path root, List<String> options)
            throws IOException, InterruptedException {
        try (var product = new Product(root, options.toArray(String[]::new))) {
            double first = product.up().toMillis() / 1000.0;
            var again = new Samples();
            for (int i = 0; i < AGAIN; i++) {
                product.down();
                again.add(product.up().toMillis() / 1000.0);
            }
            var memory = Memory.ofStack(product.data());
            return List.of(
                    Figure.atMost("startup.first_seconds", first, "s", 12),
                    Figure.atMost("startup.again_seconds", again.at(0.5), "s", 12),
                    Figure.atMost("startup.idle_pss_mib", memory.partsMib(), "MiB", 2048),
                    Figure.reported("startup.warm_agents_pss_mib", memory.agentsMib(), "MiB"));
        }
    }
}

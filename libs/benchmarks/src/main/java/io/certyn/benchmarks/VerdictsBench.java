package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How far the agent's answers can be trusted, in parts that can be run alone. */
final class VerdictsBench {

    private static final String EXPLORER = "explorer";

    static final List<String> PARTS = List.of(EXPLORER);

    private VerdictsBench() {}

    /**
     * @param parts some of {@link #PARTS}; none for all
     */
    static List<Figure> run(Path root, List<String> parts)
            throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (var part : parts.isEmpty() ? PARTS : parts) {
            figures.addAll(
                    switch (part) {
                        case EXPLORER -> ExplorerPart.run(root);
                        default -> throw new IllegalArgumentException("no part " + part);
                    });
        }
        return figures;
    }
}

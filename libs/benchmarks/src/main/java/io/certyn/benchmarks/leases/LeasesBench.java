package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the lease-broker holds under load, in parts that can be run alone. */
public final class LeasesBench {

    private static final String GRID = "grid";
    private static final String CLAIMS = "claims";
    private static final String DEPTH = "depth";
    private static final String PARKED = "parked";
    private static final String PICKUP = "pickup";
    private static final String RECOVERY = "recovery";
    private static final String FAIRNESS = "fairness";

    public static final List<String> PARTS =
            List.of(GRID, CLAIMS, DEPTH, PARKED, PICKUP, RECOVERY, FAIRNESS);

    private LeasesBench() {}

    /**
     * @param parts some of {@link #PARTS}; none for all
     */
    public static List<Figure> run(Path root, List<String> parts)
            throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (var part : parts.isEmpty() ? PARTS : parts) {
            // Each on tables that nothing else has filled.
            try (var stack = BrokerStack.start(root)) {
                figures.addAll(run(root, stack, part));
            }
        }
        return figures;
    }

    private static List<Figure> run(Path root, BrokerStack stack, String part)
            throws IOException, InterruptedException {
        return switch (part) {
            case GRID -> GridPart.run(stack);
            case CLAIMS -> ClaimsPart.run(root, stack);
            case DEPTH -> DepthPart.run(stack);
            case PARKED -> ParkedPart.run(stack);
            case PICKUP -> PickupPart.run(stack);
            case RECOVERY -> RecoveryPart.run(stack);
            case FAIRNESS -> FairnessPart.run(stack);
            default -> throw new IllegalArgumentException("no part " + part);
        };
    }
}

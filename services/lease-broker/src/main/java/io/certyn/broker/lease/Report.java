package io.certyn.broker.lease;

import io.certyn.protocol.Sync;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a runner says a session ended.
 *
 * @param failure null where the results speak, else what broke
 * @param message what broke, in words
 * @param hash equal for repetitions of the same report
 * @param manifest hash of the evidence manifest, null where none was completed
 */
public record Report(
        List<Sync.Result> results,
        @Nullable String failure,
        @Nullable String message,
        String hash,
        @Nullable String manifest) {

    /** What says nothing about the product, so that trying again makes sense. */
    private static final Set<String> OURS = Set.of("START_FAILED", "AGENT_CRASHED");

    private static final String STOPPED = "CANCELLED";

    public Report {
        results = List.copyOf(results);
    }

    /** Whether the session was ended before its cases were. */
    boolean isStopped() {
        return STOPPED.equals(failure)
                || results.stream().anyMatch(result -> STOPPED.equalsIgnoreCase(result.outcome()));
    }

    boolean isInfrastructureLoss() {
        return failure != null && OURS.contains(failure);
    }
}

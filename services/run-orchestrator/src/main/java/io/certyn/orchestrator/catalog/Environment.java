package io.certyn.orchestrator.catalog;

import io.certyn.ids.EnvironmentId;
import io.certyn.ids.PoolId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A target: where the application under test is and which runners reach it.
 *
 * @param version raised by every change; an edit names the one it saw
 */
public record Environment(EnvironmentId id, Settings settings, int version) {

    /**
     * What its owner can change.
     *
     * @param runnerLabels what a runner of the pool must have to reach the application
     * @param origins what a session may reach; without any, the origin of the base URL
     * @param tracedOrigins which of them are told the run's trace
     */
    public record Settings(
            String slug,
            String name,
            String baseUrl,
            List<String> origins,
            Map<String, String> variables,
            boolean production,
            @Nullable PoolId pool,
            Map<String, String> runnerLabels,
            List<String> tracedOrigins) {

        public Settings {
            origins = List.copyOf(origins);
            tracedOrigins = List.copyOf(tracedOrigins);
            runnerLabels = java.util.Collections.unmodifiableMap(new TreeMap<>(runnerLabels));
            variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
        }
    }
}

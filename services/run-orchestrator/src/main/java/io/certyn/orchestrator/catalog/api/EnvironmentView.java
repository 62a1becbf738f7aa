package io.certyn.orchestrator.catalog.api;

import io.certyn.orchestrator.catalog.Environment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment as it is shown. */
public record EnvironmentView(
        String id,
        String slug,
        String name,
        String baseUrl,
        List<String> origins,
        Map<String, String> variables,
        boolean production,
        @Nullable String pool,
        Map<String, String> runnerLabels,
        List<String> tracedOrigins,
        int version) {

    static EnvironmentView of(Environment environment) {
        var settings = environment.settings();
        return new EnvironmentView(
                environment.id().toString(),
                settings.slug(),
                settings.name(),
                settings.baseUrl(),
                settings.origins(),
                settings.variables(),
                settings.production(),
                settings.pool() == null ? null : settings.pool().toString(),
                settings.runnerLabels(),
                settings.tracedOrigins(),
                environment.version());
    }
}

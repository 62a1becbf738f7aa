package io.certyn.orchestrator.run;

import io.certyn.ids.EnvironmentId;
import io.certyn.ids.ProjectId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a run: what was asked for, by whom and against what. Names are kept as
 * they were, so that the run stays complete when project, environment or suite are gone.
 */
public record RunHeader(
        Project project,
        long number,
        Environment environment,
        @Nullable String suite,
        Map<String, String> labels,
        Trigger trigger,
        int total,
        Instant createdAt) {

    public RunHeader {
        labels = Map.copyOf(labels);
    }

    public record Project(ProjectId id, String slug) {}

    public record Environment(EnvironmentId id, String slug, String baseUrl) {}

    /**
     * Why the run is there.
     *
     * @param kind {@code api} for a key, {@code manual} for a person
     * @param actor subject of the caller
     */
    public record Trigger(String kind, String actor) {}
}

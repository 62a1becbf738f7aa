package io.certyn.orchestrator.catalog.api;

import io.certyn.ids.PoolId;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.catalog.Origins;
import io.certyn.orchestrator.catalog.Slugs;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An environment as its owner writes it, whole or as the result of a patch. */
public record EnvironmentBody(
        @Nullable String slug,
        @Nullable String name,
        @Nullable String baseUrl,
        @Nullable List<String> origins,
        @Nullable Map<String, String> variables,
        @Nullable Boolean production,
        @Nullable String pool,
        @Nullable Map<String, String> runnerLabels,
        @Nullable List<String> tracedOrigins) {

    private static final int MAX_NAME = 200;
    private static final int MAX_ORIGINS = 50;
    private static final int MAX_VARIABLES = 200;
    private static final int MAX_VALUE = 4_000;

    /** As many as a runner may have, and as long. */
    private static final int MAX_LABELS = 50;

    private static final int MAX_LABEL = 200;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    static EnvironmentBody of(Environment.Settings settings) {
        return new EnvironmentBody(
                settings.slug(),
                settings.name(),
                settings.baseUrl(),
                settings.origins(),
                settings.variables(),
                settings.production(),
                settings.pool() == null ? null : settings.pool().toString(),
                settings.runnerLabels(),
                settings.tracedOrigins());
    }

    /**
     * The settings that this says.
     *
     * @throws ProblemException 422 that names every field which means nothing
     */
    Environment.Settings toSettings() {
        var errors = new ArrayList<FieldError>();
        if (slug == null || !Slugs.isSlug(slug)) {
            errors.add(new FieldError("/slug", "pattern", Slugs.FORM));
        }
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            errors.add(new FieldError("/name", "size", "1 to " + MAX_NAME + " characters"));
        }
        if (baseUrl == null || Origins.of(baseUrl).isEmpty()) {
            errors.add(
                    new FieldError("/baseUrl", "url", "an http or https URL without credentials"));
        }
        var normalized = checkedOrigins("/origins", origins, errors);
        var traced = checkedOrigins("/tracedOrigins", tracedOrigins, errors);
        var values = checkedVariables(errors);
        var labels = checkedLabels(errors);
        var checkedPool = checkedPool(errors);
        if (slug == null || baseUrl == null || !errors.isEmpty()) {
            throw new ProblemException(
                    Problem.unprocessable("invalid-fields", "Some fields are not acceptable")
                            .withErrors(errors));
        }
        return new Environment.Settings(
                slug,
                name == null ? slug : name,
                baseUrl,
                normalized,
                values,
                Boolean.TRUE.equals(production),
                checkedPool.orElse(null),
                labels,
                traced);
    }

    private static List<String> checkedOrigins(
            String field, @Nullable List<String> given, List<FieldError> errors) {
        var normalized = new ArrayList<String>();
        if (given == null) {
            return normalized;
        }
        if (given.size() > MAX_ORIGINS) {
            errors.add(new FieldError(field, "size", "at most " + MAX_ORIGINS));
        }
        for (int i = 0; i < given.size(); i++) {
            var origin = Optional.ofNullable(given.get(i)).flatMap(Origins::of);
            if (origin.isEmpty()) {
                errors.add(new FieldError(field + "/" + i, "url", "an http or https origin"));
            }
            origin.ifPresent(normalized::add);
        }
        return normalized;
    }

    private Map<String, String> checkedVariables(List<FieldError> errors) {
        if (variables == null) {
            return Map.of();
        }
        if (variables.size() > MAX_VARIABLES) {
            errors.add(new FieldError("/variables", "size", "at most " + MAX_VARIABLES));
        }
        variables.forEach((key, value) -> {
            if (!VARIABLE.matcher(key).matches()) {
                errors.add(
                        new FieldError(
                                "/variables/" + escaped(key),
                                "pattern",
                                "a letter, then letters, digits, dot, dash, underscore"));
            } else if (value == null || value.length() > MAX_VALUE) {
                errors.add(
                        new FieldError(
                                "/variables/" + key,
                                "size",
                                "a text of at most " + MAX_VALUE + " characters"));
            }
        });
        return errors.isEmpty() ? variables : Map.of();
    }

    private Map<String, String> checkedLabels(List<FieldError> errors) {
        if (runnerLabels == null) {
            return Map.of();
        }
        var fit =
                runnerLabels.size() <= MAX_LABELS
                        && runnerLabels.entrySet().stream().allMatch(EnvironmentBody::isLabel);
        if (!fit) {
            errors.add(
                    new FieldError(
                            "/runnerLabels",
                            "size",
                            "at most %d labels of at most %d characters"
                                    .formatted(MAX_LABELS, MAX_LABEL)));
        }
        return fit ? runnerLabels : Map.of();
    }

    private static boolean isLabel(Map.Entry<String, @Nullable String> label) {
        var value = label.getValue();
        return !label.getKey().isBlank()
                && label.getKey().length() <= MAX_LABEL
                && value != null
                && value.length() <= MAX_LABEL;
    }

    private Optional<PoolId> checkedPool(List<FieldError> errors) {
        if (pool == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PoolId.parse(pool));
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/pool", "id", "the id of a runner pool, pool_…"));
            return Optional.empty();
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}

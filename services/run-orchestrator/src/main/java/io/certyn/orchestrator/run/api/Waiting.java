package io.certyn.orchestrator.run.api;

import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller offers to wait: {@code 30s}, {@code 500ms} or {@code 1m}. */
final class Waiting {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private Waiting() {}

    static Duration read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Duration.ZERO;
        }
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(
                    Problem.badRequest("invalid-parameters", "Some parameters are not acceptable")
                            .withErrors(
                                    List.of(
                                            new FieldError(
                                                    "/wait", "pattern", "a time such as 30s"))));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}

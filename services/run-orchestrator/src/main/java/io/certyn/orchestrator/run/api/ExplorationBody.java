package io.certyn.orchestrator.run.api;

import io.certyn.orchestrator.catalog.Exploration;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an exploration goes; what is not named is as usual.
 *
 * @param states pages and what opens on them, at most; usually 60
 * @param depth links away from the base URL, at most; usually 4
 * @param time for looking around, at most 10 minutes, which is usual
 * @param requestsPerSecond how often the explorer itself asks the application; usually 2
 */
public record ExplorationBody(
        @Nullable @Min(1) @Max(500) Integer states,
        @Nullable @Min(0) @Max(20) Integer depth,
        @Nullable Duration time,
        @Nullable @DecimalMin("0.1") @DecimalMax("100") Double requestsPerSecond) {

    private static final Duration LONGEST = Exploration.USUAL.time();

    Exploration toExploration() {
        var usual = Exploration.USUAL;
        return new Exploration(
                Objects.requireNonNullElse(states, usual.states()),
                Objects.requireNonNullElse(depth, usual.depth()),
                timeOr(usual.time()),
                Objects.requireNonNullElse(requestsPerSecond, usual.requestsPerSecond()));
    }

    private Duration timeOr(Duration usual) {
        if (time == null) {
            return usual;
        }
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new ProblemException(
                    Problem.unprocessable("invalid-fields", "Some fields are not acceptable")
                            .withErrors(
                                    List.of(
                                            new FieldError(
                                                    "/exploration/time",
                                                    "range",
                                                    "more than zero, at most " + LONGEST))));
        }
        return time;
    }
}

package io.certyn.broker.pool.api;

import io.certyn.broker.pool.Notice;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to drain.
 *
 * @param within how long sessions may go on, an ISO duration; those that still run then are stopped
 *     and run again elsewhere. Without it they end by themselves.
 */
public record DrainOrder(@Nullable String within) {

    /**
     * @throws ProblemException 422 for one that cannot be given
     */
    public static Notice notice(@Nullable DrainOrder order) {
        return Notice.of(order == null ? null : order.within())
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.unprocessable("invalid-drain", "One cannot drain like this")
                                        .withErrors(
                                                List.of(
                                                        new FieldError(
                                                                "/within",
                                                                "invalid",
                                                                Notice.FORM)))));
    }
}

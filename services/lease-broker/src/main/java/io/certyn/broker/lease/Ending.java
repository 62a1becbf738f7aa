package io.certyn.broker.lease;

import io.certyn.protocol.Sync;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param outcome null where the results speak
 * @param reason why the platform decided, null where the results speak
 * @param message the same in words, where the runner said some
 */
public record Ending(
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String message,
        List<Sync.Result> results,
        @Nullable String manifest) {

    /** What the platform decides for all cases of a session. */
    public enum Outcome {
        ERROR,
        CANCELLED
    }

    public static final String CANCELLED_BY_USER = "CANCELLED_BY_USER";

    /** Stopped for a drain, and not to be run again. */
    public static final String RUNNER_DRAINED = "RUNNER_DRAINED";

    public static final String RUNNER_LOST = "RUNNER_LOST";
    public static final String START_FAILED = "START_FAILED";
    public static final String SESSION_TIMEOUT = "SESSION_TIMEOUT";
    public static final String QUEUE_TIMEOUT = "QUEUE_TIMEOUT";

    /** Its tenant has no such pool. */
    public static final String POOL_UNKNOWN = "POOL_UNKNOWN";

    public Ending {
        results = List.copyOf(results);
    }

    static Ending reported(Report report) {
        return new Ending(
                report.failure() == null ? null : Outcome.ERROR,
                report.failure(),
                report.failure() == null ? null : report.message(),
                report.results(),
                report.manifest());
    }

    /** Whatever was found: who cancelled does not want to hear of it. The evidence is kept. */
    static Ending cancelled(@Nullable String manifest) {
        return new Ending(Outcome.CANCELLED, CANCELLED_BY_USER, null, List.of(), manifest);
    }

    static Ending error(String reason) {
        return new Ending(Outcome.ERROR, reason, null, List.of(), null);
    }
}

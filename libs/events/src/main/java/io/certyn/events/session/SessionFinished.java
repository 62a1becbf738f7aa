package io.certyn.events.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session is over.
 *
 * @param epoch the accepted epoch, 0 when no runner ever held the session
 * @param outcome null when the results speak; {@code error} or {@code cancelled} where the platform
 *     decided for all cases
 * @param reason code of that decision, such as {@code RUNNER_LOST}
 * @param message what went wrong, as the runner says; null where there is no more to say
 * @param manifestSha256 hash of the evidence manifest, null when none was completed
 */
public record SessionFinished(
        String session,
        String run,
        long epoch,
        int attempts,
        @Nullable String runner,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable String message,
        List<CaseResult> results,
        @Nullable String manifestSha256,
        Instant at) {

    /** What the agent found for one case. */
    public record CaseResult(
            String caseId,
            String key,
            String outcome,
            @Nullable String reason,
            @Nullable String message,
            long durationMs,
            int steps,
            boolean healed) {}
}

package io.certyn.orchestrator.session;

import io.certyn.ids.CaseId;
import io.certyn.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished step of one case, under the epoch that reported it.
 *
 * @param step counted from 1 within the case
 * @param section the heading it stands under: steps or expected
 * @param outcome the agent's word, kept as it was told
 * @param screenshot name of the picture among the session's artifacts
 */
public record StepRecord(
        SessionId session,
        long epoch,
        CaseId testCase,
        String key,
        int step,
        String section,
        String text,
        String outcome,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String screenshot,
        Instant startedAt,
        Duration duration) {}

package io.certyn.events.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a case is done.
 *
 * @param step counted from 1 within the case
 * @param section the heading it stands under: steps or expected
 * @param screenshot name of the picture among the session's artifacts
 */
public record SessionStepFinished(
        String session,
        String run,
        long epoch,
        String caseId,
        String key,
        int step,
        String section,
        String text,
        String outcome,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String screenshot,
        Instant startedAt,
        long durationMs) {}

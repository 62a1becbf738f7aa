package io.certyn.events.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One case of a run has its outcome, written once. */
public record CaseFinished(
        String run,
        String session,
        String caseId,
        String key,
        String outcome,
        @Nullable String reason,
        long durationMs,
        Instant at) {}

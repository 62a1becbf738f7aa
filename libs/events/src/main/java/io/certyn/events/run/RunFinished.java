package io.certyn.events.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run has its verdict. Sent exactly once per run. */
public record RunFinished(
        String run,
        long number,
        String project,
        String environment,
        @Nullable String suite,
        String status,
        String conclusion,
        boolean needsReview,
        String statusReason,
        Counts counts,
        List<Case> cases,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant finishedAt,
        long durationMs) {

    /** How many cases ended in which outcome. */
    public record Counts(
            int total,
            int passed,
            int failed,
            int inconclusive,
            int blocked,
            int error,
            int cancelled,
            int skipped) {}

    /** One case and what was found. */
    public record Case(
            String caseId,
            String key,
            @Nullable String session,
            String outcome,
            @Nullable String reason,
            long durationMs) {}
}

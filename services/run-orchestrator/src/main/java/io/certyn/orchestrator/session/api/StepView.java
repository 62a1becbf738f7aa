package io.certyn.orchestrator.session.api;

import io.certyn.orchestrator.session.StepRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step as it is shown. */
public record StepView(
        String session,
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
        long durationMs,
        long epoch) {

    static StepView of(StepRecord step) {
        return new StepView(
                step.session().toString(),
                step.testCase().toString(),
                step.key(),
                step.step(),
                step.section(),
                step.text(),
                step.outcome(),
                step.reason(),
                step.message(),
                step.screenshot(),
                step.startedAt(),
                step.duration().toMillis(),
                step.epoch());
    }
}

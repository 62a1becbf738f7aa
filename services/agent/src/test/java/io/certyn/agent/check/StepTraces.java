package io.certyn.agent.check;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.trace.Proof;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The trace an agent leaves of steps that came to something. */
final class StepTraces {

    private static final TraceRecord OBSERVED =
            new TraceRecord.Observe("http://shop.test/", "Shop", "00", 3, 0);
    private static final TraceRecord HOLDS =
            new TraceRecord.Verify("a", "a", Proof.of(Comparison.IS, "a", "a"), true, 1, 1);

    private static final TraceRecord PRESSED =
            new TraceRecord.Act("press", null, "Tab", TraceRecord.Effect.DONE, 1, null);

    private StepTraces() {}

    static List<String> lines(List<StepResult> steps) {
        var chain = new TraceChain("run_test", "ses_test");
        var lines = new ArrayList<String>();
        for (var step : steps) {
            var place = new TraceChain.Place(Optional.of("K-1"), Optional.of(step.number()));
            records(step).forEach(record -> lines.add(chain.append(Instant.EPOCH, place, record)));
        }
        return lines;
    }

    private static List<TraceRecord> records(StepResult step) {
        var verdict = step.verdict();
        var records = new ArrayList<TraceRecord>();
        if (verdict.outcome() != Outcome.SKIPPED) {
            records.add(new TraceRecord.StepStart("Press Tab", "…", step.expectation(), null));
        }
        verdict.reason()
                .map(reason ->
                        new TraceRecord.Incident(reason.name().toLowerCase(Locale.ROOT), "why"))
                .ifPresent(records::add);
        if (verdict.isPassed() && !step.expectation()) {
            records.add(PRESSED);
        }
        boolean holds = verdict.isPassed() && step.expectation();
        if (holds) {
            records.add(OBSERVED);
            records.add(HOLDS);
        }
        if (step.evidenced()) {
            records.add(
                    new TraceRecord.Artifact(
                            "steps/1-after.jpg", "screenshot", "00", 1, "image/jpeg"));
        }
        if (holds && step.evidenced()) {
            records.add(OBSERVED);
            records.add(HOLDS);
        }
        records.add(
                new TraceRecord.StepEnd(
                        verdict.outcome().word(),
                        verdict.reason().map(Enum::name).orElse(null),
                        null,
                        1));
        return records;
    }
}

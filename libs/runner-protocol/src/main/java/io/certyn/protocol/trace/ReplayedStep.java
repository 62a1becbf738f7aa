package io.certyn.protocol.trace;

import java.util.List;
import java.util.Optional;

/**
 * A step as its records tell it.
 *
 * @param text as it stands in the case; empty for a step that never began
 * @param check whether it checked something
 * @param evidenced whether a picture of the page was kept
 * @param stated what the agent said at its end; empty when it never came to that
 * @param recomputed what the records say, whatever the agent stated; in an exploration what it
 *     stated
 * @param records in the order in which they were written
 */
public record ReplayedStep(
        int number,
        String text,
        boolean check,
        boolean evidenced,
        Optional<Judgement> stated,
        Judgement recomputed,
        List<TraceRecord> records) {

    public ReplayedStep {
        records = List.copyOf(records);
    }

    /** What was looked for, what was found and why it was chosen, in words. */
    public String explained() {
        return Explanation.of(records);
    }

    static ReplayedStep of(TraceRecord.CaseKind kind, int number, List<TraceRecord> records) {
        var start = first(records, TraceRecord.StepStart.class);
        var end = first(records, TraceRecord.StepEnd.class);
        boolean check = start.filter(TraceRecord.StepStart::check).isPresent();
        var stated =
                end.map(one -> new Judgement(one.outcome(), Optional.ofNullable(one.reason())));
        return new ReplayedStep(
                number,
                start.map(TraceRecord.StepStart::text).orElse(""),
                check,
                records.stream().anyMatch(Deciding::isPicture),
                stated,
                kind == TraceRecord.CaseKind.EXPLORATION
                        ? stated.orElse(Judgement.SKIPPED)
                        : Deciding.judge(records, check),
                records);
    }

    private static <T extends TraceRecord> Optional<T> first(
            List<TraceRecord> records, Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}

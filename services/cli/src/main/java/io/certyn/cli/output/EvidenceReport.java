package io.certyn.cli.output;

import io.certyn.cli.evidence.PackReport;
import io.certyn.protocol.trace.ReplayedCase;

/** Checked evidence for a person. */
public final class EvidenceReport {

    private EvidenceReport() {}

    /** What holds and what does not. */
    public static String verified(PackReport report) {
        var text = new StringBuilder(report.session());
        text.append(": ").append(report.files()).append(" files, ");
        text.append(
                report.problems().isEmpty()
                        ? "all as sealed.\n"
                        : report.problems().size() + " problems.\n");
        problems(report, text);
        for (var one : report.cases()) {
            text.append("  ").append(verdict(one)).append('\n');
        }
        if (!report.isFinished()) {
            text.append("  The trace ends before its verdict.\n");
        }
        return text.toString();
    }

    /** What each step looked for, found and took; before it, what is wrong with the evidence. */
    public static String explained(PackReport report) {
        var text = new StringBuilder();
        problems(report, text);
        for (var one : report.cases()) {
            text.append(report.session()).append("  ").append(verdict(one)).append('\n');
            for (var step : one.steps()) {
                text.append("%4d  %s%n".formatted(step.number(), step.text()));
                text.append("      ").append(step.recomputed().shown());
                text.append(step.explained().isEmpty() ? "" : ". " + step.explained());
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static void problems(PackReport report, StringBuilder text) {
        report.problems().forEach(problem -> text.append("  ! ").append(problem).append('\n'));
    }

    private static String verdict(ReplayedCase one) {
        var how =
                switch (one.kind()) {
                    case CASE -> "judged again from %d steps";
                    case TRIAL -> "tried aside, judged again from %d steps";
                    case EXPLORATION -> "%d steps; what was found is not judged again";
                };
        return "%s  %s, %s"
                .formatted(one.key(), one.recomputed().shown(), how.formatted(one.steps().size()));
    }
}

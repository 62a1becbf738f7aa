package io.certyn.orchestrator.session.store;

import io.certyn.events.EventJson;
import io.certyn.events.MalformedEvent;
import io.certyn.ids.CaseId;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import io.certyn.orchestrator.session.Report;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report in its column, while the session waits for the seal. */
record StoredReport(@Nullable StoredEnding ending, List<StoredFinding> findings, boolean manifest) {

    record StoredEnding(String outcome, String reason, @Nullable String message) {}

    record StoredFinding(
            UUID testCase,
            String outcome,
            @Nullable String reason,
            @Nullable String message,
            long durationMs,
            boolean healed) {}

    static String write(Report report) {
        var ending = report.ending();
        return EventJson.write(
                new StoredReport(
                        ending == null
                                ? null
                                : new StoredEnding(
                                        ending.outcome().name(), ending.reason(), ending.message()),
                        report.findings().stream().map(StoredReport::stored).toList(),
                        report.hasManifest()));
    }

    static Report read(String column) {
        try {
            var stored = EventJson.read(column, StoredReport.class);
            return new Report(
                    stored.ending == null
                            ? null
                            : new Ending(
                                    Outcome.valueOf(stored.ending.outcome),
                                    stored.ending.reason,
                                    stored.ending.message),
                    stored.findings.stream().map(StoredReport::finding).toList(),
                    stored.manifest);
        } catch (MalformedEvent e) {
            throw new IllegalStateException("a stored report that cannot be read", e);
        }
    }

    private static StoredFinding stored(Finding finding) {
        return new StoredFinding(
                finding.id().value(),
                finding.outcome().name(),
                finding.reason(),
                finding.message(),
                finding.duration().toMillis(),
                finding.healed());
    }

    private static Finding finding(StoredFinding stored) {
        return new Finding(
                new CaseId(stored.testCase),
                Outcome.valueOf(stored.outcome),
                stored.reason,
                stored.message,
                Duration.ofMillis(stored.durationMs),
                stored.healed);
    }
}

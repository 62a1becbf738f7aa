package io.certyn.orchestrator.run.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.Tally;
import io.certyn.orchestrator.session.Lifecycle;
import io.certyn.orchestrator.session.SessionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown.
 *
 * @param cancelling whether somebody wants it to stop and it has not yet
 * @param cases left out in lists
 */
public record RunView(
        String id,
        long number,
        ProjectRef project,
        EnvironmentRef environment,
        @Nullable String suite,
        String status,
        @Nullable String conclusion,
        boolean needsReview,
        @Nullable String statusReason,
        boolean cancelling,
        Counts counts,
        Map<String, String> labels,
        Trigger trigger,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CaseView> cases) {

    public record ProjectRef(String id, String slug) {}

    public record EnvironmentRef(String id, String slug, String baseUrl) {}

    public record Trigger(String kind, String actor) {}

    /** How many cases have which outcome; what is missing up to the total has none yet. */
    public record Counts(
            int total,
            int passed,
            int failed,
            int inconclusive,
            int blocked,
            int error,
            int cancelled,
            int skipped) {

        static Counts of(int total, Tally tally) {
            return new Counts(
                    total,
                    tally.passed(),
                    tally.failed(),
                    tally.inconclusive(),
                    tally.blocked(),
                    tally.error(),
                    tally.cancelled(),
                    tally.skipped());
        }
    }

    /** A case of the run. */
    public record CaseView(
            String id,
            String key,
            String title,
            int revision,
            String session,
            String lifecycle,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Long durationMs,
            int attempt) {

        static CaseView of(CaseRecord one, Lifecycle lifecycle, int attempt) {
            var finding = one.finding();
            return new CaseView(
                    one.id().toString(),
                    one.key(),
                    one.title(),
                    one.revision(),
                    one.session().toString(),
                    lifecycle.wire(),
                    finding == null ? null : finding.outcome().wire(),
                    finding == null ? null : finding.reason(),
                    finding == null ? null : finding.message(),
                    finding == null ? null : finding.duration().toMillis(),
                    attempt);
        }
    }

    /** A run that was just made: every session waits. */
    static RunView fresh(RunRecord record, List<CaseRecord> cases) {
        return of(
                record, cases.stream().map(one -> CaseView.of(one, Lifecycle.QUEUED, 0)).toList());
    }

    static RunView of(
            RunRecord record, List<CaseRecord> cases, Map<SessionId, SessionFacts> sessions) {
        return of(
                record,
                cases.stream()
                        .map(one -> {
                            var session = sessions.get(one.session());
                            if (session == null) {
                                throw new IllegalStateException(
                                        "a case without its session: " + one.id());
                            }
                            return CaseView.of(
                                    one, session.lifecycle(), session.attempt().number());
                        })
                        .toList());
    }

    static RunView ofRow(RunRecord record) {
        return of(record, (List<CaseView>) null);
    }

    private static RunView of(RunRecord record, @Nullable List<CaseView> cases) {
        var header = record.header();
        var finished = record.finished();
        return new RunView(
                record.run().id().toString(),
                header.number(),
                new ProjectRef(header.project().id().toString(), header.project().slug()),
                new EnvironmentRef(
                        header.environment().id().toString(),
                        header.environment().slug(),
                        header.environment().baseUrl()),
                header.suite(),
                record.status().wire(),
                finished.map(run -> run.verdict().conclusion().wire()).orElse(null),
                finished.map(run -> run.verdict().needsReview()).orElse(false),
                finished.map(run -> run.verdict().reason().name()).orElse(null),
                record.run() instanceof Run.Unfinished unfinished && unfinished.isCancelling(),
                Counts.of(header.total(), record.run().tally()),
                header.labels(),
                new Trigger(header.trigger().kind(), header.trigger().actor()),
                header.createdAt(),
                record.startedAt(),
                finished.map(Run.Finished::at).orElse(null),
                record.version(),
                cases);
    }
}

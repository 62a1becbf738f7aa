package io.certyn.orchestrator.run.store;

import io.certyn.ids.CaseId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.RunCase;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "run_case")
class RunCaseRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "run_id")
    UUID run;

    @Column(name = "case_id")
    UUID testCase;

    @Column(name = "session_id")
    UUID session;

    @Column(name = "position")
    int position;

    @Column(name = "key")
    String key;

    @Column(name = "title")
    String title;

    @Column(name = "revision")
    int revision;

    @Column(name = "quarantined")
    boolean quarantined;

    @Column(name = "outcome")
    @Nullable String outcome;

    @Column(name = "reason")
    @Nullable String reason;

    @Column(name = "message")
    @Nullable String message;

    @Column(name = "duration_ms")
    @Nullable Long durationMs;

    @Column(name = "attempt")
    @Nullable Integer attempt;

    @Column(name = "healed")
    boolean healed;

    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    RunCase toRunCase() {
        var finding = finding();
        return finding == null
                ? new RunCase.Open(new CaseId(testCase), quarantined)
                : new RunCase.Settled(
                        new CaseId(testCase), quarantined, finding, attempt == null ? 0 : attempt);
    }

    CaseRecord toRecord() {
        return new CaseRecord(
                new CaseId(testCase),
                key,
                title,
                revision,
                new SessionId(session),
                quarantined,
                finding(),
                attempt == null ? 0 : attempt);
    }

    /** Takes an outcome; a second one would be a bug of the caller, who holds the run's lock. */
    void settle(RunCase.Settled settled, Instant now) {
        if (outcome != null) {
            throw new IllegalStateException("a second outcome for case " + settled.id());
        }
        var finding = settled.finding();
        outcome = finding.outcome().wire();
        reason = finding.reason();
        message = finding.message();
        durationMs = finding.duration().toMillis();
        healed = finding.healed();
        attempt = settled.attempt();
        settledAt = now;
    }

    private @Nullable Finding finding() {
        if (outcome == null) {
            return null;
        }
        return new Finding(
                new CaseId(testCase),
                Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                reason,
                message,
                Duration.ofMillis(durationMs == null ? 0 : durationMs),
                healed);
    }
}

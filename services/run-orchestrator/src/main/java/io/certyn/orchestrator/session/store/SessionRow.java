package io.certyn.orchestrator.session.store;

import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.session.Attempt;
import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.Lifecycle;
import io.certyn.orchestrator.session.Report;
import io.certyn.orchestrator.session.Seal;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionFacts;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "session")
class SessionRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "run_id")
    UUID run;

    @Column(name = "position")
    int position;

    @Column(name = "lifecycle")
    String lifecycle;

    @Column(name = "epoch")
    long epoch;

    @Column(name = "attempt")
    int attempt;

    @Column(name = "runner_id")
    @Nullable UUID runner;

    @Column(name = "image")
    @Nullable String image;

    @Column(name = "seal_epoch")
    @Nullable Long sealEpoch;

    @Column(name = "evidence_state")
    String evidenceState;

    @Column(name = "evidence_reason")
    @Nullable String evidenceReason;

    @Column(name = "report")
    @Nullable String report;

    @Column(name = "seal_by")
    @Nullable Instant sealBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    Sessions.Held toHeld() {
        return new Sessions.Held(new TenantId(tenant), new RunId(run), toSession());
    }

    SessionFacts toFacts(List<SessionCaseRow> members) {
        return new SessionFacts(
                new SessionId(id),
                new RunId(run),
                lifecycle(),
                toAttempt(),
                toEvidence(),
                members.stream().map(SessionCaseRow::toMember).toList());
    }

    Session toSession() {
        var session = new SessionId(id);
        var attempt = toAttempt();
        return switch (lifecycle()) {
            case QUEUED -> new Session.Queued(session, attempt, toSeal());
            case LEASED -> new Session.Leased(session, attempt, toSeal());
            case STARTING -> new Session.Starting(session, attempt, toSeal());
            case RUNNING -> new Session.Running(session, attempt, toSeal());
            case FINISHING ->
                    new Session.Finishing(
                            session,
                            attempt,
                            StoredReport.read(Objects.requireNonNull(report)),
                            Objects.requireNonNull(sealBy));
            case FINISHED -> new Session.Finished(session, attempt, toEvidence());
        };
    }

    void write(Session session, Instant now) {
        lifecycle = Lifecycle.of(session).wire();
        epoch = session.epoch();
        attempt = session.attempt().number();
        var by = session.attempt().runner();
        runner = by == null ? null : by.value();
        image = session.attempt().image();
        changedAt = now;
        switch (session) {
            case Session.Open open -> write(open.seal());
            case Session.Finishing finishing -> write(finishing.report(), finishing.sealBy());
            case Session.Finished finished -> {
                write(finished.evidence());
                report = null;
                sealBy = null;
            }
        }
    }

    private void write(@Nullable Seal seal) {
        sealEpoch = seal == null ? null : seal.epoch();
        write(seal == null ? Evidence.PENDING : seal.evidence());
    }

    private void write(Report reported, Instant until) {
        write(Evidence.PENDING);
        sealEpoch = null;
        report = StoredReport.write(reported);
        sealBy = until;
    }

    private void write(Evidence evidence) {
        evidenceReason = null;
        switch (evidence) {
            case Evidence.Pending _ -> evidenceState = "pending";
            case Evidence.Complete _ -> evidenceState = "complete";
            case Evidence.Incomplete(var reason) -> {
                evidenceState = "incomplete";
                evidenceReason = reason;
            }
        }
    }

    private Lifecycle lifecycle() {
        return Lifecycle.valueOf(lifecycle.toUpperCase(Locale.ROOT));
    }

    private Attempt toAttempt() {
        return new Attempt(epoch, attempt, runner == null ? null : new RunnerId(runner), image);
    }

    private @Nullable Seal toSeal() {
        return sealEpoch == null ? null : new Seal(sealEpoch, toEvidence());
    }

    private Evidence toEvidence() {
        return switch (evidenceState) {
            case "pending" -> Evidence.PENDING;
            case "complete" -> Evidence.COMPLETE;
            case "incomplete" -> Evidence.incomplete(Objects.requireNonNull(evidenceReason));
            default -> throw new IllegalStateException("unknown evidence: " + evidenceState);
        };
    }
}

package io.certyn.orchestrator.session.store;

import io.certyn.ids.CaseId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.session.StepRecord;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "step")
class StepRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "session_id")
    UUID session;

    @Column(name = "ordinal", insertable = false)
    long ordinal;

    @Column(name = "epoch")
    long epoch;

    @Column(name = "case_id")
    UUID testCase;

    @Column(name = "key")
    String key;

    @Column(name = "step")
    int step;

    @Column(name = "section")
    String section;

    @Column(name = "text")
    String text;

    @Column(name = "outcome")
    String outcome;

    @Column(name = "reason")
    @Nullable String reason;

    @Column(name = "message")
    @Nullable String message;

    @Column(name = "screenshot")
    @Nullable String screenshot;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "duration_ms")
    long durationMs;

    static StepRow of(UUID id, UUID tenant, StepRecord told) {
        var row = new StepRow();
        row.id = id;
        row.tenant = tenant;
        row.session = told.session().value();
        row.epoch = told.epoch();
        row.testCase = told.testCase().value();
        row.key = told.key();
        row.step = told.step();
        row.section = told.section();
        row.text = told.text();
        row.outcome = told.outcome();
        row.reason = told.reason();
        row.message = told.message();
        row.screenshot = told.screenshot();
        row.startedAt = told.startedAt();
        row.durationMs = told.duration().toMillis();
        return row;
    }

    Steps.Kept toKept() {
        return new Steps.Kept(
                ordinal,
                new StepRecord(
                        new SessionId(session),
                        epoch,
                        new CaseId(testCase),
                        key,
                        step,
                        section,
                        text,
                        outcome,
                        reason,
                        message,
                        screenshot,
                        startedAt,
                        Duration.ofMillis(durationMs)));
    }
}

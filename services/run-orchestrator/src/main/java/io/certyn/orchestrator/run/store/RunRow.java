package io.certyn.orchestrator.run.store;

import io.certyn.ids.EnvironmentId;
import io.certyn.ids.ProjectId;
import io.certyn.ids.RunId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.catalog.store.TextMap;
import io.certyn.orchestrator.run.Desire;
import io.certyn.orchestrator.run.Plan;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.RunStatus;
import io.certyn.orchestrator.run.StatusReason;
import io.certyn.orchestrator.run.Verdict;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "run")
class RunRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "project_id")
    UUID project;

    @Column(name = "project_slug")
    String projectSlug;

    @Column(name = "number")
    long number;

    @Column(name = "environment_id")
    UUID environment;

    @Column(name = "environment_slug")
    String environmentSlug;

    @Column(name = "base_url")
    String baseUrl;

    @Column(name = "suite")
    @Nullable String suite;

    @Column(name = "labels")
    @Convert(converter = TextMap.class)
    Map<String, String> labels;

    @Column(name = "trigger_kind")
    String triggerKind;

    @Column(name = "actor")
    String actor;

    @Column(name = "kind")
    String kind;

    @Column(name = "failures_allowed")
    int failuresAllowed;

    @Column(name = "deadline")
    Instant deadline;

    @Column(name = "status")
    String status;

    @Column(name = "conclusion")
    @Nullable String conclusion;

    @Column(name = "needs_review")
    boolean needsReview;

    @Column(name = "status_reason")
    @Nullable String statusReason;

    @Column(name = "cancel_actor")
    @Nullable String cancelActor;

    @Column(name = "cancel_reason")
    @Nullable String cancelReason;

    @Column(name = "cancel_force_at")
    @Nullable Instant cancelForceAt;

    @Column(name = "total")
    int total;

    @Embedded @Column TallyColumns tally = new TallyColumns();

    @Column(name = "version")
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable Instant startedAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    static RunRow of(RunRecord record, Plan plan) {
        var row = new RunRow();
        var header = record.header();
        row.id = record.run().id().value();
        row.tenant = record.tenant().value();
        row.project = header.project().id().value();
        row.projectSlug = header.project().slug();
        row.number = header.number();
        row.environment = header.environment().id().value();
        row.environmentSlug = header.environment().slug();
        row.baseUrl = header.environment().baseUrl();
        row.suite = header.suite();
        row.labels = header.labels();
        row.triggerKind = header.trigger().kind();
        row.actor = header.trigger().actor();
        row.kind = plan.kind().name();
        row.failuresAllowed = plan.failuresAllowed();
        row.deadline = plan.deadline();
        row.total = header.total();
        row.createdAt = header.createdAt();
        row.write(record);
        return row;
    }

    void write(RunRecord record) {
        version = record.version();
        startedAt = record.startedAt();
        status = record.status().wire();
        tally.write(record.run().tally());
        switch (record.run()) {
            case Run.Unfinished unfinished -> write(unfinished.desire());
            case Run.Finished finished -> {
                finishedAt = finished.at();
                conclusion = finished.verdict().conclusion().wire();
                needsReview = finished.verdict().needsReview();
                statusReason = finished.verdict().reason().name();
            }
        }
    }

    RunRecord toRecord() {
        return new RunRecord(
                new TenantId(tenant),
                new RunHeader(
                        new RunHeader.Project(new ProjectId(project), projectSlug),
                        number,
                        new RunHeader.Environment(
                                new EnvironmentId(environment), environmentSlug, baseUrl),
                        suite,
                        labels,
                        new RunHeader.Trigger(triggerKind, actor),
                        total,
                        createdAt),
                toRun(),
                startedAt,
                version);
    }

    private Run toRun() {
        var run = new RunId(id);
        var counts = tally.toTally();
        return switch (RunStatus.valueOf(status.toUpperCase(Locale.ROOT))) {
            case QUEUED -> new Run.Queued(run, toPlan(), counts, toDesire());
            case RUNNING -> new Run.Running(run, toPlan(), counts, toDesire());
            case PASSED, FAILED, CANCELLED, ERROR ->
                    new Run.Finished(
                            run,
                            counts,
                            new Verdict(
                                    StatusReason.valueOf(Objects.requireNonNull(statusReason)),
                                    needsReview),
                            Objects.requireNonNull(finishedAt));
        };
    }

    private Plan toPlan() {
        return new Plan(Plan.Kind.valueOf(kind), deadline, failuresAllowed);
    }

    private Desire toDesire() {
        return cancelForceAt == null
                ? Desire.GO_ON
                : new Desire.Stop(
                        Objects.requireNonNull(cancelActor),
                        Objects.requireNonNull(cancelReason),
                        cancelForceAt);
    }

    private void write(Desire desire) {
        switch (desire) {
            case Desire.GoOn _ -> {}
            case Desire.Stop(var by, var reason, var forceAt) -> {
                cancelActor = by;
                cancelReason = reason;
                cancelForceAt = forceAt;
            }
        }
    }
}

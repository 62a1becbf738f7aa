package io.certyn.orchestrator.run.store;

import io.certyn.ids.ProjectId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Plan;
import io.certyn.orchestrator.run.RunCase;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.RunStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps runs and their cases. */
@ApplicationScoped
public class Runs {

    private final NewIds ids;
    private final InstantSource clock;

    public Runs(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Inside the transaction that makes the run. */
    public Uni<Void> add(RunRecord record, Plan plan, List<CaseRecord> cases) {
        var rows = new ArrayList<RunCaseRow>();
        for (var one : cases) {
            rows.add(row(record, one, rows.size()));
        }
        return RunRow.of(record, plan)
                .persistAndFlush()
                .chain(() -> PanacheEntityBase.persist(rows));
    }

    /** Inside a transaction; the row stays locked until it ends. */
    public Uni<Optional<RunRecord>> lock(RunId id) {
        return RunRow.<RunRow>findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(RunRow::toRecord));
    }

    /** The cases that a session executes; inside the transaction that has locked the run. */
    public Uni<List<RunCase>> casesOf(SessionId session) {
        return RunCaseRow.<RunCaseRow>list("session = ?1 order by position", session.value())
                .map(rows -> rows.stream().map(RunCaseRow::toRunCase).toList());
    }

    /** The cases that a session executes, as they are shown. */
    public Uni<List<CaseRecord>> caseRecordsOf(SessionId session) {
        return Panache.withSession(() ->
                        RunCaseRow.<RunCaseRow>list(
                                "session = ?1 order by position", session.value()))
                .map(rows -> rows.stream().map(RunCaseRow::toRecord).toList());
    }

    /** Inside the transaction that has locked the run. */
    public Uni<Void> write(RunRecord record) {
        return RunRow.<RunRow>findById(record.run().id().value())
                .invoke(row -> row.write(record))
                .replaceWithVoid();
    }

    /** Inside the transaction that has locked the run. */
    public Uni<Void> settle(SessionId session, List<RunCase.Settled> settled) {
        if (settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var byCase =
                settled.stream()
                        .collect(Collectors.toMap(one -> one.id().value(), Function.identity()));
        return RunCaseRow.<RunCaseRow>list(
                        "session = ?1 and testCase in ?2", session.value(), byCase.keySet())
                .invoke(rows ->
                        rows.forEach(row -> {
                            var one = byCase.get(row.testCase);
                            if (one != null) {
                                row.settle(one, clock.instant());
                            }
                        }))
                .replaceWithVoid();
    }

    public Uni<Optional<RunRecord>> find(TenantId tenant, RunId id) {
        return Panache.withSession(() ->
                        RunRow.<RunRow>find("tenant = ?1 and id = ?2", tenant.value(), id.value())
                                .firstResult())
                .map(row -> Optional.ofNullable(row).map(RunRow::toRecord));
    }

    public Uni<List<CaseRecord>> cases(RunId run) {
        return Panache.withSession(() ->
                        RunCaseRow.<RunCaseRow>list("run = ?1 order by position", run.value()))
                .map(rows -> rows.stream().map(RunCaseRow::toRecord).toList());
    }

    /** Newest first. */
    public Uni<List<RunRecord>> list(
            TenantId tenant, ProjectId project, Set<RunStatus> statuses, Page.Request page) {
        var before = page.after() == null ? Long.MAX_VALUE : Long.parseLong(page.after());
        var wanted = statuses.isEmpty() ? Set.of(RunStatus.values()) : statuses;
        return Panache.withSession(() ->
                        RunRow.<RunRow>find(
                                        """
                                        tenant = ?1 and project = ?2 and number < ?3
                                        and status in ?4 order by number desc
                                        """,
                                        tenant.value(),
                                        project.value(),
                                        before,
                                        wanted.stream().map(RunStatus::wire).toList())
                                .range(0, page.limit())
                                .list())
                .map(rows -> rows.stream().map(RunRow::toRecord).toList());
    }

    /** Runs whose deadline, or whose time after a cancel, is over; the longest overdue first. */
    public Uni<List<RunRecord>> overdue(Instant now, int limit) {
        return Panache.withSession(() ->
                        RunRow.<RunRow>find(
                                        """
                                        finishedAt is null
                                        and (deadline <= ?1 or cancelForceAt <= ?1)
                                        order by deadline
                                        """,
                                        now)
                                .range(0, limit - 1)
                                .list())
                .map(rows -> rows.stream().map(RunRow::toRecord).toList());
    }

    /** The versions of these runs, for those who wait for a change. */
    public Uni<Map<RunId, Long>> versions(Collection<RunId> runs) {
        return Panache.withSession(() ->
                        Panache.getSession()
                                .chain(session ->
                                        session.createQuery(
                                                        "select id, version from RunRow where id in"
                                                                + " :ids",
                                                        Object[].class)
                                                .setParameter(
                                                        "ids",
                                                        runs.stream().map(RunId::value).toList())
                                                .getResultList()))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> new RunId((java.util.UUID) row[0]),
                                                row -> (Long) row[1])));
    }

    private RunCaseRow row(RunRecord record, CaseRecord one, int position) {
        var row = new RunCaseRow();
        row.id = ids.next();
        row.tenant = record.tenant().value();
        row.run = record.run().id().value();
        row.testCase = one.id().value();
        row.session = one.session().value();
        row.position = position;
        row.key = one.key();
        row.title = one.title();
        row.revision = one.revision();
        row.quarantined = one.quarantined();
        return row;
    }
}

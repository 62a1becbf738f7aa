package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.ProjectId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.CaseSource;
import io.certyn.orchestrator.catalog.PinnedCase;
import io.certyn.orchestrator.catalog.SharedSteps;
import io.certyn.orchestrator.catalog.TestCase;
import io.certyn.orchestrator.page.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps cases and their revisions. */
@ApplicationScoped
public class Cases {

    private final NewIds ids;
    private final InstantSource clock;

    public Cases(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** What an import changed. */
    public record Imported(int created, int updated, int unchanged) {}

    /**
     * Takes all sources or none. A source whose text is as before changes nothing; another text
     * makes a revision. The project's row is locked, so that two imports follow each other.
     */
    public Uni<Imported> take(TenantId tenant, ProjectId project, List<CaseSource> sources) {
        return Panache.withTransaction(() ->
                ProjectRow.<ProjectRow>find(
                                "tenant = ?1 and id = ?2", tenant.value(), project.value())
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .singleResult()
                        .chain(owner ->
                                existing(owner, sources)
                                        .chain(known -> take(owner, known, sources))));
    }

    public Uni<List<TestCase>> list(TenantId tenant, ProjectId project, Page.Request page) {
        return Panache.withSession(() ->
                        TestCaseRow.<TestCaseRow>find(
                                        "tenant = ?1 and project = ?2 and key > ?3 order by key",
                                        tenant.value(),
                                        project.value(),
                                        page.after() == null ? "" : page.after())
                                .range(0, page.limit())
                                .list())
                .map(rows -> rows.stream().map(TestCaseRow::toTestCase).toList());
    }

    /** Every case of a project, without its text; what a selection is made from. */
    public Uni<List<TestCase>> all(TenantId tenant, ProjectId project) {
        return Panache.withSession(() ->
                        TestCaseRow.<TestCaseRow>list(
                                "tenant = ?1 and project = ?2 order by key",
                                tenant.value(),
                                project.value()))
                .map(rows -> rows.stream().map(TestCaseRow::toTestCase).toList());
    }

    /** What cases of the project can run by name, as it reads now. */
    public Uni<SharedSteps> shared(TenantId tenant, ProjectId project) {
        return sharedParts(tenant, project).map(SharedSteps::new);
    }

    public Uni<List<SharedSteps.Part>> sharedParts(TenantId tenant, ProjectId project) {
        return all(tenant, project)
                .chain(all -> pin(tenant, all.stream().filter(TestCase::isShared).toList()))
                .map(pinned -> pinned.stream().map(PinnedCase::part).toList());
    }

    /** The newest revisions of these cases, in their order. */
    public Uni<List<PinnedCase>> pin(TenantId tenant, List<TestCase> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var caseIds = cases.stream().map(one -> one.id().value()).toList();
        return Panache.withSession(() ->
                        CaseRevisionRow.<CaseRevisionRow>list(
                                """
                                tenant = ?1 and testCase in ?2 and exists (
                                    from TestCaseRow newest
                                    where newest.id = testCase and newest.revision = revision)
                                """,
                                tenant.value(),
                                caseIds))
                .map(rows -> pinned(cases, rows));
    }

    private static List<PinnedCase> pinned(List<TestCase> cases, List<CaseRevisionRow> rows) {
        var byCase =
                rows.stream().collect(Collectors.toMap(row -> row.testCase, Function.identity()));
        var pinned = new ArrayList<PinnedCase>();
        for (var one : cases) {
            var row = byCase.get(one.id().value());
            if (row == null) {
                throw new IllegalStateException("a case without its revision: " + one.id());
            }
            pinned.add(row.pinnedAs(one.key(), one.tags()));
        }
        return pinned;
    }

    private static Uni<Map<String, TestCaseRow>> existing(
            ProjectRow project, List<CaseSource> sources) {
        Collection<String> keys = sources.stream().map(source -> source.file().key()).toList();
        return TestCaseRow.<TestCaseRow>list(
                        "tenant = ?1 and project = ?2 and key in ?3",
                        project.tenant,
                        project.id,
                        keys)
                .map(rows ->
                        rows.stream()
                                .collect(Collectors.toMap(row -> row.key, Function.identity())));
    }

    private Uni<Imported> take(
            ProjectRow project, Map<String, TestCaseRow> known, List<CaseSource> sources) {
        var created = new ArrayList<TestCaseRow>();
        var revisions = new ArrayList<CaseRevisionRow>();
        int unchanged = 0;
        for (var source : sources) {
            var row = known.get(source.file().key());
            var sha256 = Sha256.hex(source.text());
            if (row != null && row.sha256.equals(sha256)) {
                unchanged++;
                continue;
            }
            if (row == null) {
                row = newCase(project, source);
                created.add(row);
            }
            revisions.add(revise(row, source, sha256));
        }
        var result = new Imported(created.size(), revisions.size() - created.size(), unchanged);
        return Rows.persist(created)
                .chain(() -> Panache.flush())
                .chain(() -> Rows.persist(revisions))
                .replaceWith(result);
    }

    private TestCaseRow newCase(ProjectRow project, CaseSource source) {
        var row = new TestCaseRow();
        row.id = ids.next();
        row.tenant = project.tenant;
        row.project = project.id;
        row.number = ++project.lastCaseNumber;
        row.key = source.file().key();
        row.createdAt = clock.instant();
        return row;
    }

    private CaseRevisionRow revise(TestCaseRow row, CaseSource source, String sha256) {
        row.title = source.file().title();
        row.tags = source.file().tags();
        row.revision++;
        row.sha256 = sha256;
        row.updatedAt = clock.instant();
        var revision = new CaseRevisionRow();
        revision.id = ids.next();
        revision.tenant = row.tenant;
        revision.testCase = row.id;
        revision.revision = row.revision;
        revision.title = row.title;
        revision.path = source.path();
        revision.source = source.text();
        revision.steps = source.file().steps();
        revision.expected = source.file().expected();
        revision.createdAt = row.updatedAt;
        return revision;
    }
}

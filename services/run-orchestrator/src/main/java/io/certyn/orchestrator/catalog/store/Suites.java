package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.CaseId;
import io.certyn.ids.ProjectId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.Suite;
import io.certyn.orchestrator.page.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps suites. */
@ApplicationScoped
public class Suites {

    private final NewIds ids;
    private final InstantSource clock;

    public Suites(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty where the slug is taken. */
    public Uni<Optional<Suite>> create(
            TenantId tenant,
            ProjectId project,
            String slug,
            String name,
            List<String> tags,
            List<CaseId> cases) {
        var row = new SuiteRow();
        row.id = ids.next();
        row.tenant = tenant.value();
        row.project = project.value();
        row.slug = slug;
        row.name = name;
        row.tags = List.copyOf(tags);
        row.createdAt = clock.instant();
        var members = members(row, cases);
        return Panache.withTransaction(
                        () -> row.persistAndFlush().chain(() -> Rows.persist(members)))
                .replaceWith(() -> Optional.of(row.toSuite(members)))
                .onFailure(UniqueKeys::isTaken)
                .recoverWithItem(Optional.empty());
    }

    public Uni<Optional<Suite>> find(TenantId tenant, ProjectId project, String slug) {
        return Panache.withSession(() ->
                SuiteRow.<SuiteRow>find(
                                "tenant = ?1 and project = ?2 and slug = ?3",
                                tenant.value(),
                                project.value(),
                                slug)
                        .list()
                        .chain(Suites::withMembers)
                        .map(found -> found.stream().findFirst()));
    }

    public Uni<List<Suite>> list(TenantId tenant, ProjectId project, Page.Request page) {
        return Panache.withSession(() ->
                SuiteRow.<SuiteRow>find(
                                "tenant = ?1 and project = ?2 and slug > ?3 order by slug",
                                tenant.value(),
                                project.value(),
                                page.after() == null ? "" : page.after())
                        .range(0, page.limit())
                        .list()
                        .chain(Suites::withMembers));
    }

    private List<SuiteCaseRow> members(SuiteRow suite, List<CaseId> cases) {
        var members = new ArrayList<SuiteCaseRow>();
        for (var id : cases) {
            var member = new SuiteCaseRow();
            member.id = ids.next();
            member.tenant = suite.tenant;
            member.suite = suite.id;
            member.testCase = id.value();
            member.position = members.size();
            members.add(member);
        }
        return members;
    }

    private static Uni<List<Suite>> withMembers(List<SuiteRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return SuiteCaseRow.<SuiteCaseRow>list(
                        "tenant = ?1 and suite in ?2 order by position",
                        rows.getFirst().tenant,
                        rows.stream().map(row -> row.id).toList())
                .map(members -> {
                    var bySuite = members.stream().collect(Collectors.groupingBy(one -> one.suite));
                    return rows.stream()
                            .map(row -> row.toSuite(bySuite.getOrDefault(row.id, List.of())))
                            .toList();
                });
    }
}

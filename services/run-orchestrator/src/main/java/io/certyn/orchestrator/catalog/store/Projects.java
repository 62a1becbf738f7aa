package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.ProjectId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.page.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps projects. */
@ApplicationScoped
public class Projects {

    private final NewIds ids;
    private final InstantSource clock;

    public Projects(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty where the slug is taken. */
    public Uni<Optional<Project>> create(TenantId tenant, String slug, String name) {
        var row = new ProjectRow();
        row.id = ids.next();
        row.tenant = tenant.value();
        row.slug = slug;
        row.name = name;
        row.createdAt = clock.instant();
        return Panache.withTransaction(() -> row.<ProjectRow>persistAndFlush())
                .map(kept -> Optional.of(kept.toProject()))
                .onFailure(UniqueKeys::isTaken)
                .recoverWithItem(Optional.empty());
    }

    /** By slug or wire id. */
    public Uni<Optional<Project>> find(TenantId tenant, String slugOrId) {
        return Panache.withSession(() -> row(tenant, slugOrId))
                .map(row -> row.map(ProjectRow::toProject));
    }

    public Uni<List<Project>> list(TenantId tenant, Page.Request page) {
        return Panache.withSession(() ->
                        ProjectRow.<ProjectRow>find(
                                        "tenant = ?1 and slug > ?2 order by slug",
                                        tenant.value(),
                                        page.after() == null ? "" : page.after())
                                .range(0, page.limit())
                                .list())
                .map(rows -> rows.stream().map(ProjectRow::toProject).toList());
    }

    /** The next number of a run of this project; inside the transaction that makes the run. */
    public Uni<Long> nextRunNumber(TenantId tenant, ProjectId id) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        """
                                        update project set last_run_number = last_run_number + 1
                                        where tenant_id = :tenant and id = :id
                                        returning last_run_number
                                        """,
                                        Long.class)
                                .setParameter("tenant", tenant.value())
                                .setParameter("id", id.value())
                                .getSingleResult());
    }

    private static Uni<Optional<ProjectRow>> row(TenantId tenant, String slugOrId) {
        if (!slugOrId.startsWith("prj_")) {
            return ProjectRow.<ProjectRow>find(
                            "tenant = ?1 and slug = ?2", tenant.value(), slugOrId)
                    .firstResult()
                    .map(Optional::ofNullable);
        }
        try {
            return ProjectRow.<ProjectRow>find(
                            "tenant = ?1 and id = ?2",
                            tenant.value(),
                            ProjectId.parse(slugOrId).value())
                    .firstResult()
                    .map(Optional::ofNullable);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(Optional.empty());
        }
    }
}

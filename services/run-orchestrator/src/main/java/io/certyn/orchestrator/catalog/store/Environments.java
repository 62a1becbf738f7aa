package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.EnvironmentId;
import io.certyn.ids.ProjectId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.page.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps environments with their variables. */
@ApplicationScoped
public class Environments {

    private final NewIds ids;
    private final InstantSource clock;

    public Environments(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of an edit. */
    public sealed interface Edit {

        record Kept(Environment environment) implements Edit {}

        /** The caller saw another version; this is the one that stands. */
        record Stale(Environment environment) implements Edit {}

        record Unknown() implements Edit {}
    }

    /** Empty where the slug is taken. */
    public Uni<Optional<Environment>> create(
            TenantId tenant, ProjectId project, Environment.Settings settings) {
        var row = new EnvironmentRow();
        row.id = ids.next();
        row.tenant = tenant.value();
        row.project = project.value();
        row.version = 1;
        row.createdAt = clock.instant();
        row.updatedAt = row.createdAt;
        row.take(settings);
        return Panache.withTransaction(() ->
                        row.persistAndFlush().chain(() -> keepVariables(row, settings.variables())))
                .map(variables -> Optional.of(row.toEnvironment(variables)))
                .onFailure(UniqueKeys::isTaken)
                .recoverWithItem(Optional.empty());
    }

    public Uni<Edit> edit(
            TenantId tenant,
            EnvironmentId id,
            int seen,
            Function<Environment.Settings, Environment.Settings> change) {
        return Panache.withTransaction(() ->
                EnvironmentRow.<EnvironmentRow>find(
                                "tenant = ?1 and id = ?2", tenant.value(), id.value())
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()
                        .onItem()
                        .ifNotNull()
                        .transformToUni(row -> edit(row, seen, change))
                        .onItem()
                        .ifNull()
                        .continueWith(new Edit.Unknown()));
    }

    public Uni<Optional<Environment>> find(TenantId tenant, ProjectId project, String slugOrId) {
        return Panache.withSession(() ->
                EnvironmentRow.<EnvironmentRow>find(
                                "tenant = ?1 and project = ?2 and (slug = ?3 or id = ?4)",
                                tenant.value(),
                                project.value(),
                                slugOrId,
                                idOrNothing(slugOrId))
                        .list()
                        .chain(Environments::withVariables)
                        .map(found -> found.stream().findFirst()));
    }

    public Uni<List<Environment>> list(TenantId tenant, ProjectId project, Page.Request page) {
        return Panache.withSession(() ->
                EnvironmentRow.<EnvironmentRow>find(
                                "tenant = ?1 and project = ?2 and slug > ?3 order by slug",
                                tenant.value(),
                                project.value(),
                                page.after() == null ? "" : page.after())
                        .range(0, page.limit())
                        .list()
                        .chain(Environments::withVariables));
    }

    private Uni<Edit> edit(
            EnvironmentRow row,
            int seen,
            Function<Environment.Settings, Environment.Settings> change) {
        return variables(row)
                .chain(variables -> {
                    var current = row.toEnvironment(variables);
                    if (row.version != seen) {
                        return Uni.createFrom().item(new Edit.Stale(current));
                    }
                    return keep(row, change.apply(current.settings()));
                });
    }

    private Uni<Edit> keep(EnvironmentRow row, Environment.Settings settings) {
        row.take(settings);
        row.version++;
        row.updatedAt = clock.instant();
        return VariableRow.delete("tenant = ?1 and environment = ?2", row.tenant, row.id)
                .chain(() -> keepVariables(row, settings.variables()))
                .map(variables -> new Edit.Kept(row.toEnvironment(variables)));
    }

    private Uni<List<VariableRow>> keepVariables(EnvironmentRow row, Map<String, String> values) {
        var rows =
                values.entrySet().stream()
                        .map(entry -> {
                            var variable = new VariableRow();
                            variable.id = ids.next();
                            variable.tenant = row.tenant;
                            variable.environment = row.id;
                            variable.name = entry.getKey();
                            variable.value = entry.getValue();
                            return variable;
                        })
                        .toList();
        return Rows.persist(rows).replaceWith(rows);
    }

    private static Uni<List<VariableRow>> variables(EnvironmentRow row) {
        return VariableRow.list("tenant = ?1 and environment = ?2", row.tenant, row.id);
    }

    private static Uni<List<Environment>> withVariables(List<EnvironmentRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return VariableRow.<VariableRow>list(
                        "tenant = ?1 and environment in ?2",
                        rows.getFirst().tenant,
                        rows.stream().map(row -> row.id).toList())
                .map(variables -> {
                    var byEnvironment =
                            variables.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    variable -> variable.environment));
                    return rows.stream()
                            .map(row ->
                                    row.toEnvironment(
                                            byEnvironment.getOrDefault(row.id, List.of())))
                            .toList();
                });
    }

    /** No row has the nil id. */
    private static UUID idOrNothing(String text) {
        try {
            return EnvironmentId.parse(text).value();
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}

package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.EnvironmentId;
import io.certyn.ids.PoolId;
import io.certyn.orchestrator.catalog.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "environment")
class EnvironmentRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "project_id")
    UUID project;

    @Column(name = "slug")
    String slug;

    @Column(name = "name")
    String name;

    @Column(name = "base_url")
    String baseUrl;

    @Column(name = "origins")
    @Convert(converter = TextList.class)
    List<String> origins;

    @Column(name = "production")
    boolean production;

    @Column(name = "pool_id")
    @Nullable UUID pool;

    @Column(name = "runner_labels")
    @Convert(converter = TextMap.class)
    Map<String, String> runnerLabels;

    @Column(name = "traced_origins")
    @Convert(converter = TextList.class)
    List<String> tracedOrigins;

    @Column(name = "version")
    int version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    void take(Environment.Settings settings) {
        slug = settings.slug();
        name = settings.name();
        baseUrl = settings.baseUrl();
        origins = settings.origins();
        production = settings.production();
        pool = settings.pool() == null ? null : settings.pool().value();
        runnerLabels = settings.runnerLabels();
        tracedOrigins = settings.tracedOrigins();
    }

    Environment toEnvironment(List<VariableRow> variables) {
        var values = new TreeMap<String, String>();
        variables.forEach(variable -> values.put(variable.name, variable.value));
        return new Environment(
                new EnvironmentId(id),
                new Environment.Settings(
                        slug,
                        name,
                        baseUrl,
                        origins,
                        values,
                        production,
                        pool == null ? null : new PoolId(pool),
                        runnerLabels,
                        tracedOrigins),
                version);
    }
}

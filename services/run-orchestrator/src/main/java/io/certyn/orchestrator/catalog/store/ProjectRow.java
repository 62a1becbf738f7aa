package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.ProjectId;
import io.certyn.orchestrator.catalog.Project;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "project")
class ProjectRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "slug")
    String slug;

    @Column(name = "name")
    String name;

    @Column(name = "last_run_number")
    long lastRunNumber;

    @Column(name = "last_case_number")
    long lastCaseNumber;

    @Column(name = "created_at")
    Instant createdAt;

    Project toProject() {
        return new Project(new ProjectId(id), slug, name);
    }
}

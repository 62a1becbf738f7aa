package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.CaseId;
import io.certyn.ids.SuiteId;
import io.certyn.orchestrator.catalog.Suite;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "suite")
class SuiteRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "project_id")
    UUID project;

    @Column(name = "slug")
    String slug;

    @Column(name = "name")
    String name;

    @Column(name = "tags")
    @Convert(converter = TextList.class)
    List<String> tags;

    @Column(name = "created_at")
    Instant createdAt;

    Suite toSuite(List<SuiteCaseRow> members) {
        return new Suite(
                new SuiteId(id),
                slug,
                name,
                tags,
                members.stream().map(member -> new CaseId(member.testCase)).toList());
    }
}

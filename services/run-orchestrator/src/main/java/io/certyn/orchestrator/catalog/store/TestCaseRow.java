package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.catalog.TestCase;
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
@Table(name = "test_case")
class TestCaseRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "project_id")
    UUID project;

    @Column(name = "number")
    long number;

    @Column(name = "key")
    String key;

    @Column(name = "title")
    String title;

    @Column(name = "tags")
    @Convert(converter = TextList.class)
    List<String> tags;

    @Column(name = "revision")
    int revision;

    @Column(name = "sha256")
    String sha256;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    TestCase toTestCase() {
        return new TestCase(new CaseId(id), number, key, title, tags, revision);
    }
}

package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.catalog.PinnedCase;
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
@Table(name = "case_revision")
class CaseRevisionRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "case_id")
    UUID testCase;

    @Column(name = "revision")
    int revision;

    @Column(name = "title")
    String title;

    @Column(name = "path")
    String path;

    @Column(name = "source")
    String source;

    @Column(name = "steps")
    @Convert(converter = TextList.class)
    List<String> steps;

    @Column(name = "expected")
    @Convert(converter = TextList.class)
    List<String> expected;

    @Column(name = "created_at")
    Instant createdAt;

    PinnedCase pinnedAs(String key, List<String> tags) {
        return new PinnedCase(new CaseId(testCase), key, title, revision, tags, steps, expected);
    }
}

package io.certyn.orchestrator.catalog.store;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.catalog.PinnedCase;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.CaseFile;
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
        return new PinnedCase(
                new CaseId(testCase), key, title, revision, tags, steps, expected, files());
    }

    /** They stand in the text the revision was read from, and nowhere else. */
    private List<Assignment.File> files() {
        if (!source.contains("Files")) {
            return List.of();
        }
        return switch (CaseFile.read(path, source)) {
            case CaseFile.Reading.Read(var file) -> file.files();
            // The lines of such a case are refused before a run is made of them.
            case CaseFile.Reading.Unreadable _ -> List.of();
        };
    }
}

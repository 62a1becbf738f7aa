package io.certyn.artifact.artifact.store;

import io.certyn.artifact.artifact.Artifact;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Uploads;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "artifact")
@NullUnmarked
class ArtifactRow {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "run_id")
    UUID run;

    @Column(name = "session_id")
    UUID session;

    long epoch;
    String name;
    String kind;

    @Column(name = "case_key")
    String caseKey;

    Integer step;
    long bytes;
    String sha256;

    @Column(name = "content_type")
    String contentType;

    String location;
    boolean promoted;

    @Column(name = "created_at")
    Instant createdAt;

    static ArtifactRow of(Artifact artifact) {
        var row = new ArtifactRow();
        row.id = artifact.id().value();
        row.tenant = artifact.tenant().value();
        row.run = artifact.run().value();
        row.session = artifact.session().value();
        row.epoch = artifact.epoch();
        row.name = artifact.object().name();
        row.kind = artifact.object().kind();
        row.caseKey = artifact.object().caseKey();
        row.step = artifact.object().step();
        row.bytes = artifact.object().bytes();
        row.sha256 = artifact.object().sha256();
        row.contentType = artifact.object().contentType();
        row.location = artifact.stored().location();
        row.promoted = artifact.stored().promoted();
        row.createdAt = artifact.stored().at();
        return row;
    }

    Artifact toArtifact() {
        return new Artifact(
                new ArtifactId(id),
                new TenantId(tenant),
                new RunId(run),
                new SessionId(session),
                epoch,
                new Uploads.File(name, kind, caseKey, step, bytes, sha256, contentType),
                new Artifact.Stored(location, promoted, createdAt));
    }
}

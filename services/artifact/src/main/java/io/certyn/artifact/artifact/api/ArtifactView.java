package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.Artifact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An artifact as the API shows it. */
public record ArtifactView(
        String id,
        String run,
        String session,
        long epoch,
        String name,
        String kind,
        @Nullable String caseKey,
        @Nullable Integer step,
        long bytes,
        String sha256,
        String contentType,
        Instant createdAt) {

    static ArtifactView of(Artifact artifact) {
        var object = artifact.object();
        return new ArtifactView(
                artifact.id().toString(),
                artifact.run().toString(),
                artifact.session().toString(),
                artifact.epoch(),
                object.name(),
                object.kind(),
                object.caseKey(),
                object.step(),
                object.bytes(),
                object.sha256(),
                object.contentType(),
                artifact.stored().at());
    }
}

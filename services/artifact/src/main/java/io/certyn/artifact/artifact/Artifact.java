package io.certyn.artifact.artifact;

import io.certyn.ids.ArtifactId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Uploads;
import java.time.Instant;

/** One stored piece of evidence. */
public record Artifact(
        ArtifactId id,
        TenantId tenant,
        RunId run,
        SessionId session,
        long epoch,
        Uploads.File object,
        Stored stored) {

    /**
     * Where and since when.
     *
     * @param promoted the epoch was accepted and the bytes lie under their hash
     */
    public record Stored(String location, boolean promoted, Instant at) {}
}

package io.certyn.artifact.artifact;

import io.certyn.protocol.Uploads;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an upload is let in: a pure question to the fence, the session's size and its name. */
public sealed interface Admission {

    /** Store it. */
    record Admitted() implements Admission {}

    /** The same bytes under the same name are there already. */
    record Replayed(Artifact artifact) implements Admission {}

    /** Not stored, and why. */
    record Refused(Reason why) implements Admission {}

    /** Reasons to refuse an upload. */
    enum Reason {
        STALE_EPOCH,
        SEALED,
        NAME_TAKEN,
        SESSION_FULL
    }

    /**
     * @param fence null while no lease of the session is known here: the grant itself proves one
     * @param sameName what is stored under this name, session and epoch
     * @param usedBytes stored so far for this session and epoch
     */
    static Admission decide(
            Grant grant, @Nullable Fence fence, Optional<Artifact> sameName, long usedBytes) {
        if (sameName.isPresent()) {
            var stored = sameName.get();
            return stored.object().sha256().equals(grant.object().sha256())
                    ? new Replayed(stored)
                    : new Refused(Reason.NAME_TAKEN);
        }
        if (fence != null && grant.epoch() < fence.epoch()) {
            return new Refused(Reason.STALE_EPOCH);
        }
        if (fence instanceof Fence.Sealed) {
            return new Refused(Reason.SEALED);
        }
        if (usedBytes + grant.object().bytes() > Uploads.MAX_SESSION_BYTES) {
            return new Refused(Reason.SESSION_FULL);
        }
        return new Admitted();
    }
}

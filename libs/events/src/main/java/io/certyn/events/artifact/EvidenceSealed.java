package io.certyn.events.artifact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a session was checked against its manifest and will not change any more.
 *
 * @param state {@code COMPLETE} or {@code INCOMPLETE}
 * @param reason why it is incomplete
 */
public record EvidenceSealed(
        String session,
        String run,
        long epoch,
        String state,
        @Nullable String reason,
        int artifacts,
        long bytes,
        Instant at) {}

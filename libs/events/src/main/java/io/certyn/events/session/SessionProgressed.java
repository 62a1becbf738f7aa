package io.certyn.events.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Data of {@code session.starting} and {@code session.running}. */
public record SessionProgressed(
        String session,
        String run,
        long epoch,
        String runner,
        @Nullable String image,
        Instant at) {}

package io.certyn.events.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run was accepted; its sessions wait for a runner. */
public record RunCreated(
        String run,
        long number,
        String project,
        String environment,
        @Nullable String suite,
        int cases,
        String trigger,
        String actor,
        Instant at) {}

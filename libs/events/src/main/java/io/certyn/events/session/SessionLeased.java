package io.certyn.events.session;

import java.time.Instant;

/** A runner holds the session under a new epoch; writes under an older one are void. */
public record SessionLeased(
        String session, String run, long epoch, int attempt, String runner, Instant at) {}

package io.certyn.events.session;

import java.time.Instant;

/** The lease ended without a result and the session waits again; its old epoch is void. */
public record SessionRequeued(
        String session, String run, long epoch, int attempt, String reason, Instant at) {}

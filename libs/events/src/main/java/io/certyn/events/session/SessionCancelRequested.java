package io.certyn.events.session;

import java.time.Instant;

/** A session must not run, or stop running. */
public record SessionCancelRequested(String session, String run, String reason, Instant at) {}

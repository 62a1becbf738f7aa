package io.certyn.events.run;

import java.time.Instant;

/** Somebody asked for a run to stop; its sessions are being stopped. */
public record RunCancelling(String run, String project, String actor, String reason, Instant at) {}

package io.certyn.events.run;

import java.time.Instant;

/** The first session of a run is running. */
public record RunStarted(String run, long number, String project, Instant at) {}

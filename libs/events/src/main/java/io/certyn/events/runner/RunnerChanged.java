package io.certyn.events.runner;

import java.time.Instant;

/** Data of {@code runner.online} and {@code runner.offline}. */
public record RunnerChanged(String runner, String pool, String name, int slots, Instant at) {}

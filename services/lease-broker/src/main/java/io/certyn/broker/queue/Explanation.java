package io.certyn.broker.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a session waits and for how long it may.
 *
 * @param cause empty while it is just being offered
 * @param eta an estimate; empty where too few sessions started lately to tell
 */
public record Explanation(
        Optional<Cause> cause, Instant since, Place place, Optional<Duration> eta) {}

package io.certyn.agent.budget;

import java.time.Duration;

/** A clock that only ever goes forward, unlike the wall clock of a machine. */
@FunctionalInterface
public interface Ticker {

    Ticker SYSTEM = () -> Duration.ofNanos(System.nanoTime());

    /** Time since some fixed moment. */
    Duration now();
}

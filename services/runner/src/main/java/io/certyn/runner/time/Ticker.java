package io.certyn.runner.time;

/**
 * A clock that only moves forward, in nanoseconds from an arbitrary start; deadlines use no other.
 */
@FunctionalInterface
public interface Ticker {

    Ticker SYSTEM = System::nanoTime;

    long nanos();
}

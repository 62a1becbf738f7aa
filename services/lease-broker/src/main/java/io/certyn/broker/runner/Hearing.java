package io.certyn.broker.runner;

import io.certyn.ids.RunnerId;
import java.time.Duration;

/**
 * A sign of life.
 *
 * @param next when the next one is due
 */
public record Hearing(
        RunnerId runner, String instance, long runnerEpoch, int freeSlots, Duration next) {}

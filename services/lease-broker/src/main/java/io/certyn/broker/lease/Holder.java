package io.certyn.broker.lease;

import io.certyn.ids.RunnerId;

/** One instance of a runner, as it speaks. */
public record Holder(RunnerId runner, long runnerEpoch, String host) {}

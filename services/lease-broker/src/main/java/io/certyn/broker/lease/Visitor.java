package io.certyn.broker.lease;

import io.certyn.ids.RunnerId;

/** Which instance of which runner speaks, by its own account. */
public record Visitor(RunnerId runner, String instance, long runnerEpoch) {}

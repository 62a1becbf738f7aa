package io.certyn.broker.placement;

import io.certyn.ids.RunnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to take a session; it lives in memory and may be forgotten.
 *
 * @param to the runner it is for, null where any runner of the pool may take it
 */
public record Offer(String id, Waiting waiting, @Nullable RunnerId to, Instant until) {}

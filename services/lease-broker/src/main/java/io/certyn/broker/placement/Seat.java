package io.certyn.broker.placement;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a runner's room.
 *
 * @param free slots that could start a session, by its last word
 * @param until when that word is too old to count on
 */
public record Seat(
        RunnerId runner,
        PoolId pool,
        Route route,
        Map<String, String> labels,
        int free,
        Instant until) {

    public Seat {
        labels = Map.copyOf(labels);
    }

    boolean meets(Map<String, String> demanded) {
        return labels.entrySet().containsAll(demanded.entrySet());
    }

    boolean isKnownAt(Instant now) {
        return now.isBefore(until);
    }
}

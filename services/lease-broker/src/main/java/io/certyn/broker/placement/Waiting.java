package io.certyn.broker.placement;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session in the queue.
 *
 * @param epoch the one a claim must expect
 * @param avoid the runner that lost it, taken only where nobody else can
 */
public record Waiting(
        SessionId session,
        PoolId pool,
        long epoch,
        int priority,
        Instant since,
        Map<String, String> labels,
        @Nullable String image,
        @Nullable RunnerId avoid) {

    /** Higher priority first, then who waits longer. */
    static final Comparator<Waiting> ORDER =
            Comparator.comparingInt(Waiting::priority)
                    .reversed()
                    .thenComparing(Waiting::since)
                    .thenComparing(waiting -> waiting.session().value());

    public Waiting {
        labels = Map.copyOf(labels);
    }
}

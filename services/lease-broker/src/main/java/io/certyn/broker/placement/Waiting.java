package io.certyn.broker.placement;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Duration;
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
        TenantId tenant,
        PoolId pool,
        long epoch,
        int priority,
        Instant since,
        Map<String, String> labels,
        @Nullable String image,
        @Nullable RunnerId avoid) {

    private static final int HIGHEST_PRIORITY = 4;

    /** Whoever waits this long is as urgent as one of the next priority. */
    private static final Duration AGEING = Duration.ofMinutes(5);

    /** Who waits longer goes first. */
    static final Comparator<Waiting> FIRST_COME =
            Comparator.comparing(Waiting::since)
                    .thenComparing(waiting -> waiting.session().value());

    public Waiting {
        labels = Map.copyOf(labels);
    }

    /** Its priority with what it gained by waiting. */
    int urgency(Instant now) {
        var gained = Duration.between(since, now).dividedBy(AGEING);
        return Math.clamp(priority + Math.max(0, gained), 0, HIGHEST_PRIORITY);
    }

    /** Who is more urgent at this moment goes first, then who waits longer. */
    static Comparator<Waiting> order(Instant now) {
        return Comparator.comparingInt((Waiting waiting) -> waiting.urgency(now))
                .reversed()
                .thenComparing(FIRST_COME);
    }
}

package io.certyn.events.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session waits for a runner of its pool.
 *
 * @param pool wire id of the pool; a session never changes it
 * @param labels what the runner must offer
 * @param retryOnLost {@code always}, {@code if_not_started} or {@code never}
 * @param notBefore when it may start at the earliest, null for at once; before its queue deadline
 * @param assignment the {@code assignment.v1} document, handed out with the claim
 * @param image agent image to run, null for the installation's default
 */
public record SessionRequested(
        String session,
        String run,
        String project,
        String pool,
        int priority,
        Map<String, String> labels,
        String retryOnLost,
        int maxAttempts,
        long sessionTimeoutMs,
        Instant queueDeadline,
        @Nullable Instant notBefore,
        @Nullable String image,
        JsonNode assignment,
        Instant at) {}

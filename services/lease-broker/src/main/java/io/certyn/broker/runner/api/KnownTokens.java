package io.certyn.broker.runner.api;

import io.certyn.broker.runner.RunnerIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens whose signatures were checked, until they end: a runner shows the same one hundreds
 * of times. What is forgotten is only checked again.
 */
final class KnownTokens {

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final int limit;

    KnownTokens(int limit) {
        this.limit = limit;
    }

    private record Known(RunnerIdentity runner, Instant until) {}

    Optional<RunnerIdentity> find(String jwt, Instant now) {
        var found = known.get(jwt);
        if (found == null) {
            return Optional.empty();
        }
        if (now.isBefore(found.until())) {
            return Optional.of(found.runner());
        }
        known.remove(jwt);
        return Optional.empty();
    }

    /** Only for a token that was verified. */
    void remember(String jwt, RunnerIdentity runner, Instant until) {
        if (known.size() >= limit) {
            known.clear();
        }
        known.put(jwt, new Known(runner, until));
    }
}

package io.certyn.broker.lease;

import java.time.Instant;
import java.util.Map;

/**
 * How urgently a session waits, and for what kind of runner.
 *
 * @param priority 0 to 4, higher goes first
 * @param labels what the runner must have
 */
public record Demand(int priority, Map<String, String> labels, Instant since) {

    public Demand {
        labels = Map.copyOf(labels);
    }

    public boolean isMetBy(Map<String, String> offered) {
        return offered.entrySet().containsAll(labels.entrySet());
    }
}

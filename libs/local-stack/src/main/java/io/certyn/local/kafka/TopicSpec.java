package io.certyn.local.kafka;

import java.time.Duration;

/** A topic as it should be. */
public record TopicSpec(String name, int partitions, Duration retention) {

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " has no partitions");
        }
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("topic " + name + " has no retention");
        }
    }
}

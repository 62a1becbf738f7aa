package io.certyn.events;

import java.time.Duration;

/** A topic as it should be. */
public record TopicSpec(String name, int partitions, Duration retention) {

    private static final int MOST_ON_ONE_MACHINE = 4;

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " has no partitions");
        }
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("topic " + name + " has no retention");
        }
    }

    /**
     * The same topic for a stack that has one consumer of each kind: keys keep their order in any
     * number of partitions, and every partition costs a start files and a consumer bookkeeping.
     */
    public TopicSpec onOneMachine() {
        return new TopicSpec(name, Math.min(partitions, MOST_ON_ONE_MACHINE), retention);
    }
}

package io.certyn.broker.lease;

import java.util.List;

/** The answer to a command: a new state with the facts to publish, the same state, or a refusal. */
public sealed interface Decision {

    record Moved(Lease lease, List<LeaseEvent> events) implements Decision {

        public Moved {
            events = List.copyOf(events);
        }

        Moved(Lease lease, LeaseEvent event) {
            this(lease, List.of(event));
        }
    }

    /** A repetition: answered like the first time, changing nothing. */
    record Unchanged(Lease lease) implements Decision {}

    record Refused(Refusal why) implements Decision {}
}

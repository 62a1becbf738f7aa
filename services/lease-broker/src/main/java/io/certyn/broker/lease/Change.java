package io.certyn.broker.lease;

import java.util.List;

/** Where a session stood when its rows were locked, where it stands now, and what happened. */
public record Change(Lease before, Lease after, List<LeaseEvent> events) {

    public Change {
        events = List.copyOf(events);
    }
}

package io.certyn.broker.lease;

import io.certyn.broker.pool.PoolKind;
import io.certyn.ids.SessionId;
import java.util.List;
import java.util.Map;

/** What a visiting runner finds. */
public sealed interface Visit {

    /** No such runner. */
    record Unknown() implements Visit {}

    /** A newer instance speaks for this runner. */
    record Superseded() implements Visit {}

    /**
     * @param assignments documents of the sessions it was granted
     * @param orders what it was told and has not acknowledged
     */
    record Served(
            Claimant runner,
            PoolKind kind,
            Settled settled,
            Map<SessionId, String> assignments,
            List<Order> orders,
            List<Change> changes)
            implements Visit {

        public Served {
            assignments = Map.copyOf(assignments);
            orders = List.copyOf(orders);
            changes = List.copyOf(changes);
        }
    }
}

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
     * @param wasAway whether it was thought to be offline until now
     * @param assignments documents of the sessions it was granted
     * @param orders what it was told and has not acknowledged
     */
    record Served(
            Claimant runner,
            PoolKind kind,
            boolean wasAway,
            Settled settled,
            Map<SessionId, String> assignments,
            List<Order> orders)
            implements Visit {

        public Served {
            assignments = Map.copyOf(assignments);
            orders = List.copyOf(orders);
        }

        /** The same runner with nothing to settle any more. */
        public Served afterwards() {
            return new Served(runner, kind, false, Settled.NOTHING, Map.of(), orders);
        }
    }
}

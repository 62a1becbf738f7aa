package io.certyn.broker.sync.api;

import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Visitor;
import io.certyn.ids.RunnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * One sync on its way through.
 *
 * @param hold how long it may be parked, zero for an answer on commit
 * @param gone completes when the runner hangs up
 */
record SyncCall(
        Visitor visitor,
        Exchange exchange,
        long seq,
        int freeSlots,
        Duration hold,
        Instant at,
        CompletionStage<Void> gone) {

    RunnerId runner() {
        return visitor.runner();
    }

    Instant until() {
        return at.plus(hold);
    }
}

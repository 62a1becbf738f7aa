package io.certyn.broker.lease;

import java.time.Duration;

/**
 * A runner at the door, with what it brings.
 *
 * @param freeSlots by its own account
 * @param next when it will be heard again
 */
public record Visiting(Visitor visitor, Exchange exchange, int freeSlots, Duration next) {

    public boolean claims() {
        return !exchange.wishes().claims().isEmpty();
    }
}

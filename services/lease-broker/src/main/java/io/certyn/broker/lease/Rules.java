package io.certyn.broker.lease;

import java.time.Instant;

/** How a command is decided; {@link Lease#decide} everywhere but in tests that plant bugs. */
@FunctionalInterface
public interface Rules {

    Decision decide(Lease lease, LeaseCommand command, Instant now, Terms terms);
}

/**
 * The lease-broker hands every session to one runner at a time and knows for certain who holds it.
 * PostgreSQL is the truth, memory the hint, Kafka the doorbell: an offer changes nothing durable, a
 * claim is the only hand-out, and every write after it names the lease's epoch.
 */
@NullMarked
package io.certyn.broker;

import org.jspecify.annotations.NullMarked;

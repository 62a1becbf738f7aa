/**
 * Where leases meet Kafka: requests come in, facts go out through the outbox, and offers ring on
 * the topic of their pool.
 */
@NullMarked
package io.certyn.broker.lease.events;

import org.jspecify.annotations.NullMarked;

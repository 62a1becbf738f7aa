/**
 * Offers for runners inside the cluster. Kafka is a doorbell here: a record says that a session may
 * be claimed, its lock covers the claim and never the session, and losing Kafka delays new work
 * without touching a lease.
 */
@NullMarked
package io.certyn.runner.work.kafka;

import org.jspecify.annotations.NullMarked;

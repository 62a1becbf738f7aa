/**
 * PostgreSQL and Kafka on one machine, without containers and without anything installed: what the
 * local stack runs on and what the tests run against. Both keep their data over a kill of any
 * process, listen on loopback only, and keep their port from one start to the next, since clients
 * that outlive a restart come back to the old address.
 */
@NullMarked
package io.certyn.local;

import org.jspecify.annotations.NullMarked;

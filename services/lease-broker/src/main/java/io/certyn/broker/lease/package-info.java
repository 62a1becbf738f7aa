/**
 * A session's way from queued to finished as plain values: {@code Lease.decide} is the one place
 * where a command meets a state, {@code Settlement} applies what one sync carries, and nothing here
 * knows a database, a clock or a thread.
 */
@NullMarked
package io.certyn.broker.lease;

import org.jspecify.annotations.NullMarked;

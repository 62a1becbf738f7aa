/**
 * Leases as other services and people see them: which runner holds a session, its live streams, and
 * how long the queue is.
 */
@NullMarked
package io.certyn.broker.lease.api;

import org.jspecify.annotations.NullMarked;

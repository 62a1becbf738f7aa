/**
 * The exchange with the lease-broker. Two requests run side by side: one without hold, sent each
 * heartbeat and at once when there is something to say, and the long poll that brings commands and,
 * for self-hosted pools, offers.
 */
@NullMarked
package io.certyn.runner.work.sync;

import org.jspecify.annotations.NullMarked;

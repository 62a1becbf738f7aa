/** Keeps used tickets, so that none works twice. */
@NullMarked
package io.certyn.relay.ticket.store;

import org.jspecify.annotations.NullMarked;

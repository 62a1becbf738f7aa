/** Hands out view tickets to signed-in callers. */
@NullMarked
package io.certyn.relay.ticket.api;

import org.jspecify.annotations.NullMarked;

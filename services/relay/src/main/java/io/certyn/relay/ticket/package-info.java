/** Short-lived, one-use tickets for one session each. */
@NullMarked
package io.certyn.relay.ticket;

import org.jspecify.annotations.NullMarked;

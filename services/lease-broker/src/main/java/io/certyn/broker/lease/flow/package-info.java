/**
 * What time does to leases, and what memory knows of them: the sweeper ends what is overdue, and
 * {@code Offering} proposes waiting sessions to free slots. Losing all of this memory costs a
 * second, never a session.
 */
@NullMarked
package io.certyn.broker.lease.flow;

import org.jspecify.annotations.NullMarked;

/**
 * Why a session waits: one cause, found in a fixed order from what is known of the pool, its
 * runners, its tenant and who stands before it. Decides nothing; {@code placement} does.
 */
@NullMarked
package io.certyn.broker.queue;

import org.jspecify.annotations.NullMarked;

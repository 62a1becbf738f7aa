/**
 * Which runner is asked to take which session: first come, first served within a pool, by priority
 * and labels. All of it is memory and may be forgotten; the claim decides.
 */
@NullMarked
package io.certyn.broker.placement;

import org.jspecify.annotations.NullMarked;

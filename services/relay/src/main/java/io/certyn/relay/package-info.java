/**
 * The relay: brings the live picture from a runner's outbound socket to those who watch. It stores
 * nothing of it.
 */
@NullMarked
package io.certyn.relay;

import org.jspecify.annotations.NullMarked;

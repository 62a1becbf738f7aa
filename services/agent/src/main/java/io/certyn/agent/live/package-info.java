/**
 * The live picture: a connection to the browser of its own, so that it moves even while a step
 * blocks the session's thread. It only watches; there is no way to send input from here.
 */
@NullMarked
package io.certyn.agent.live;

import org.jspecify.annotations.NullMarked;

/**
 * Opens a stream for its first viewer, closes it after its last, and gives up on what stays silent.
 */
@NullMarked
package io.certyn.relay.stream.flow;

import org.jspecify.annotations.NullMarked;

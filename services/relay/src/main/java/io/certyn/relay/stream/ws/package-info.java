/** The socket viewers open. Observation only: what a viewer may send is a short list. */
@NullMarked
package io.certyn.relay.stream.ws;

import org.jspecify.annotations.NullMarked;

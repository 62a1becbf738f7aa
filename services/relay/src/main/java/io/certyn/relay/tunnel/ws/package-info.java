/** The socket a runner opens to publish one session's picture. */
@NullMarked
package io.certyn.relay.tunnel.ws;

import org.jspecify.annotations.NullMarked;

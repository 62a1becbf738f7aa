/**
 * The framed link between an agent and its runner, and the frames of the live picture that pass
 * over it. Plain bytes: a 24-byte header and a payload; the runner treats the agent's side as
 * hostile. A unix socket where both are on one machine, else TLS.
 */
@NullMarked
package io.certyn.protocol.link;

import org.jspecify.annotations.NullMarked;

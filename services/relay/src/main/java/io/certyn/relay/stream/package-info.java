/**
 * One stream per watched session: the newest picture, the ring of recent events, and what each
 * viewer gets. Plain Java without sockets.
 */
@NullMarked
package io.certyn.relay.stream;

import org.jspecify.annotations.NullMarked;

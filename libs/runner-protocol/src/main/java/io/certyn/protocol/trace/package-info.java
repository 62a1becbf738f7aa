/** Records of the agent trace: what was observed, decided, done and verified, chained by hash. */
@NullMarked
package io.certyn.protocol.trace;

import org.jspecify.annotations.NullMarked;

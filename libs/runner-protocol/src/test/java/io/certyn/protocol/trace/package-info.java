/** Tests of the trace. */
@NullMarked
package io.certyn.protocol.trace;

import org.jspecify.annotations.NullMarked;

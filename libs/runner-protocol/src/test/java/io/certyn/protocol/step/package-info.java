/** Tests of the step language against its corpus. */
@NullMarked
package io.certyn.protocol.step;

import org.jspecify.annotations.NullMarked;

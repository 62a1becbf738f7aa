/** Tests of guard. */
@NullMarked
package io.certyn.agent.guard;

import org.jspecify.annotations.NullMarked;

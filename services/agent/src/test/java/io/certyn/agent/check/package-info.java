/** Tests of check. */
@NullMarked
package io.certyn.agent.check;

import org.jspecify.annotations.NullMarked;

/** Tests of loop. */
@NullMarked
package io.certyn.agent.loop;

import org.jspecify.annotations.NullMarked;

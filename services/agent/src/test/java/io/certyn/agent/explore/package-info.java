/** Tests of explore. */
@NullMarked
package io.certyn.agent.explore;

import org.jspecify.annotations.NullMarked;

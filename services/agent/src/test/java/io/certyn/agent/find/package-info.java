/** Tests of find. */
@NullMarked
package io.certyn.agent.find;

import org.jspecify.annotations.NullMarked;

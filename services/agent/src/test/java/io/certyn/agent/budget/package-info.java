/** Tests of budget. */
@NullMarked
package io.certyn.agent.budget;

import org.jspecify.annotations.NullMarked;

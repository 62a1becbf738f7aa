/** Tests of {@code io.certyn.orchestrator.run}. */
@NullMarked
package io.certyn.orchestrator.run;

import org.jspecify.annotations.NullMarked;

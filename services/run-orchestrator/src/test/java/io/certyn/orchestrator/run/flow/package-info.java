/** Tests of how runs are led. */
@NullMarked
package io.certyn.orchestrator.run.flow;

import org.jspecify.annotations.NullMarked;

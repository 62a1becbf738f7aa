/** What makes runs, and why a request that is repeated makes only one. */
@NullMarked
package io.certyn.orchestrator.trigger;

import org.jspecify.annotations.NullMarked;

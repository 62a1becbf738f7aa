/**
 * What is kept of a session while it happens: pictures, the log of steps, the trace chained by
 * hash. Everything leaves for the runner at once, so that a kill keeps all up to the step before.
 */
@NullMarked
package io.certyn.agent.evidence;

import org.jspecify.annotations.NullMarked;

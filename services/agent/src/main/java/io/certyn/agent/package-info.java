/**
 * The agent: one process with one browser for one session. It starts warm, waits for its assignment
 * on the link to the runner, tests what the cases say, hands over the evidence as it comes into
 * being, and ends. It holds no credential of the control plane.
 */
@NullMarked
package io.certyn.agent;

import org.jspecify.annotations.NullMarked;

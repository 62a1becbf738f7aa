/**
 * What the agent tells its runner: the framed link over a Unix socket, in order, and what it hears
 * in return: the assignment, its deadline, a cancel, whether somebody watches.
 */
@NullMarked
package io.certyn.agent.report;

import org.jspecify.annotations.NullMarked;

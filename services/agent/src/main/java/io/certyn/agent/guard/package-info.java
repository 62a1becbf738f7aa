/**
 * What the agent refuses to do whatever a case says. Defence in depth: the boundary is the egress
 * proxy, which no code in this process can talk its way around.
 */
@NullMarked
package io.certyn.agent.guard;

import org.jspecify.annotations.NullMarked;

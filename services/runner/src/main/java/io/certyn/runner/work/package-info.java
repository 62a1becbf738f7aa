/**
 * Which leases this runner holds and until when it may act under them. Pure decisions: the tick is
 * an argument, and nothing here talks to the network. The rule that carries everything: a runner
 * stops an agent by itself when no renewal was acknowledged for the length of the self-deadline,
 * counted from before the last acknowledged one was sent.
 */
@NullMarked
package io.certyn.runner.work;

import org.jspecify.annotations.NullMarked;

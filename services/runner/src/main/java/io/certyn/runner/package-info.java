/**
 * The runner: a daemon that takes sessions from a control plane and lets agents execute them, one
 * throw-away agent per session. It holds no product rule; it keeps leases, isolates agents, and
 * carries what they find to where it is stored.
 */
@NullMarked
package io.certyn.runner;

import org.jspecify.annotations.NullMarked;

/**
 * Leads runs, sessions and the catalogue together: makes runs, hears what becomes of their
 * sessions, cancels them, and looks after deadlines. Every method is one transaction that locks the
 * run before its session.
 */
@NullMarked
package io.certyn.orchestrator.run.flow;

import org.jspecify.annotations.NullMarked;

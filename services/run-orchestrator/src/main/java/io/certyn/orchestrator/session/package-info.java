/**
 * A session is one isolated browser and agent, used once. This package says how far it got ({@link
 * io.certyn.orchestrator.session.Session}) and, apart from that, what it found ({@link
 * io.certyn.orchestrator.session.Outcome}). What the broker, the runners and the artifact store
 * tell may come twice, late or in another order; the epoch tells which of it still counts.
 */
@NullMarked
package io.certyn.orchestrator.session;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps sessions and their steps. A session is changed under its row's lock, inside the transaction
 * of whoever leads it.
 */
@NullMarked
package io.certyn.orchestrator.session.store;

import org.jspecify.annotations.NullMarked;

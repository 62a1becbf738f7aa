/**
 * Keeps runs with their cases. A change, and the facts that follow from it, are stored together or
 * not at all: whoever changes a run locks its row first and writes run, session and outbox in one
 * transaction.
 */
@NullMarked
package io.certyn.orchestrator.run.store;

import org.jspecify.annotations.NullMarked;

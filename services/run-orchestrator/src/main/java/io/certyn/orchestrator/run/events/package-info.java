/**
 * Announces runs and hears what becomes of their sessions and their evidence. The wire records of
 * {@code libs/events} end here: inside, commands and facts are the domain's own.
 */
@NullMarked
package io.certyn.orchestrator.run.events;

import org.jspecify.annotations.NullMarked;

/**
 * What is asked of sessions and what happens to them; requests and reports between the orchestrator
 * and the broker.
 */
@NullMarked
package io.certyn.events.session;

import org.jspecify.annotations.NullMarked;

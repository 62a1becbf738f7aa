/** Keeps idempotency keys with the answers they got. */
@NullMarked
package io.certyn.orchestrator.trigger.store;

import org.jspecify.annotations.NullMarked;

/** Reads what an explanation needs. */
@NullMarked
package io.certyn.broker.queue.store;

import org.jspecify.annotations.NullMarked;

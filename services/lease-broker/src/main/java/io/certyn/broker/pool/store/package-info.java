/** Keeps pools. */
@NullMarked
package io.certyn.broker.pool.store;

import org.jspecify.annotations.NullMarked;

/** Pools over REST. */
@NullMarked
package io.certyn.broker.pool.api;

import org.jspecify.annotations.NullMarked;

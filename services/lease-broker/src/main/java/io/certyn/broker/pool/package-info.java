/**
 * A pool is a group of runners of one tenant that are interchangeable but for their labels; a
 * session never changes its pool.
 */
@NullMarked
package io.certyn.broker.pool;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks: each starts the product as a user would, measures from outside, and prints its
 * figures as one JSON document beside a peer or a goal. Nothing here asserts on time.
 */
@NullMarked
package io.certyn.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * A small world for seeded simulations: virtual time, one source of randomness, and a network that
 * loses, repeats, delays and so reorders. Everything follows from the seed, so a failing seed
 * replays the same story; a failure prints the seed and the last events.
 */
@NullMarked
package io.certyn.testing.world;

import org.jspecify.annotations.NullMarked;

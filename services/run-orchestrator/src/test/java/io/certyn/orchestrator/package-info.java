/**
 * What the tests of this service share: keys and callers, a clock to move, and the others' voices.
 */
@NullMarked
package io.certyn.orchestrator;

import org.jspecify.annotations.NullMarked;

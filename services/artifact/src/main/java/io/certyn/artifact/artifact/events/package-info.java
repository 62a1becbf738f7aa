/** Hears what happens to sessions and announces sealed evidence. */
@NullMarked
package io.certyn.artifact.artifact.events;

import org.jspecify.annotations.NullMarked;

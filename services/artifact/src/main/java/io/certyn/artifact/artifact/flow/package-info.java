/** Looks again at evidence that waits for its files. */
@NullMarked
package io.certyn.artifact.artifact.flow;

import org.jspecify.annotations.NullMarked;

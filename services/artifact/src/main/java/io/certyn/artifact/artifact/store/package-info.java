/** Keeps artifacts and fences. Rows never leave this package. */
@NullMarked
package io.certyn.artifact.artifact.store;

import org.jspecify.annotations.NullMarked;

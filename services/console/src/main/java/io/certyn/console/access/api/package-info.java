/** Who am I, and the keys of this tenant, over REST; the first key, from its file. */
@NullMarked
package io.certyn.console.access.api;

import org.jspecify.annotations.NullMarked;

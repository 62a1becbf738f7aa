/** Who did what, one event per write; on {@code certyn.audit.events.v1}. */
@NullMarked
package io.certyn.events.audit;

import org.jspecify.annotations.NullMarked;

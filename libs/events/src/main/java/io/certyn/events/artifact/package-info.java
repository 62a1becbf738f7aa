/** What happens to evidence; on {@code certyn.artifact.events.v1}, keyed by run. */
@NullMarked
package io.certyn.events.artifact;

import org.jspecify.annotations.NullMarked;

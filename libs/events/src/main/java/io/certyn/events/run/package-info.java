/** What happens to runs and their cases; on {@code certyn.run.events.v1}, keyed by run. */
@NullMarked
package io.certyn.events.run;

import org.jspecify.annotations.NullMarked;

/** What the runner counts and measures of itself, and where that goes. */
@NullMarked
package io.certyn.runner.metrics;

import org.jspecify.annotations.NullMarked;

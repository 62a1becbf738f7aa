/** A receiver of telemetry, for tests of what is exported. */
@NullMarked
package io.certyn.testing.telemetry;

import org.jspecify.annotations.NullMarked;

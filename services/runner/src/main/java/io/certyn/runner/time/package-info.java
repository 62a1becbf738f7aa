/** The one clock deadlines are measured with, apart from the wall's, which may be set. */
@NullMarked
package io.certyn.runner.time;

import org.jspecify.annotations.NullMarked;

/** Exit codes, one enum: what a pipeline learns without reading a line. */
@NullMarked
package io.certyn.cli.exit;

import org.jspecify.annotations.NullMarked;

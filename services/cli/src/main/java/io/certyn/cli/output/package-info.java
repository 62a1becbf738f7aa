/** What a person reads: the case table and the verdict sentence. */
@NullMarked
package io.certyn.cli.output;

import org.jspecify.annotations.NullMarked;

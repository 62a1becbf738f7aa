/** A downloaded session's evidence, checked without a server: hashes, chain and verdicts. */
@NullMarked
package io.certyn.cli.evidence;

import org.jspecify.annotations.NullMarked;

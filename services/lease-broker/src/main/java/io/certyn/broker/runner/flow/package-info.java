/** Notices silence. */
@NullMarked
package io.certyn.broker.runner.flow;

import org.jspecify.annotations.NullMarked;

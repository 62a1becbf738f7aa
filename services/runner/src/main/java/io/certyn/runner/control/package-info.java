/**
 * The only way from a runner to the control plane: HTTPS requests with bounded bodies. A refusal is
 * an answer and final; an {@code IOException} is the world failing and may be tried again.
 */
@NullMarked
package io.certyn.runner.control;

import org.jspecify.annotations.NullMarked;

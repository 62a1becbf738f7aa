/**
 * The front door: one origin for the page, the API, runners and live pictures. It knows who is
 * calling ({@code access}, {@code signin}), passes the call on with a token of its own ({@code
 * proxy}) and keeps the trail of what people changed ({@code audit}). It holds no run, no lease and
 * no artifact.
 */
@NullMarked
package io.certyn.console;

import org.jspecify.annotations.NullMarked;

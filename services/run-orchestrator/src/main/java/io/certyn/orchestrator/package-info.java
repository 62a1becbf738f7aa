/**
 * Runs, from the request to the verdict. {@code catalog} holds what can be run, {@code run} and
 * {@code session} follow what is running, {@code trigger} makes sure that a repeated request makes
 * one run, {@code page} cuts lists into pages. This package itself holds only what comes from
 * outside: the clock and the randomness.
 */
@NullMarked
package io.certyn.orchestrator;

import org.jspecify.annotations.NullMarked;

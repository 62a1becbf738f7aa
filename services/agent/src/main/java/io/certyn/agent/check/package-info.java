/**
 * Deterministic checks, the only source of an outcome: what an expectation says about the page, and
 * what the steps of a case say about the case. Pure functions; no model takes part.
 */
@NullMarked
package io.certyn.agent.check;

import org.jspecify.annotations.NullMarked;

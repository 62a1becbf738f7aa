/**
 * The port to a browser: one tab, what can be done in it and what can be seen. The adapter is in
 * {@code playwright}; everything that decides lies outside of it.
 */
@NullMarked
package io.certyn.agent.browser;

import org.jspecify.annotations.NullMarked;

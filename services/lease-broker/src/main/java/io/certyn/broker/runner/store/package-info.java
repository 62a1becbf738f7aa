/** Keeps runners and when they were last heard. */
@NullMarked
package io.certyn.broker.runner.store;

import org.jspecify.annotations.NullMarked;

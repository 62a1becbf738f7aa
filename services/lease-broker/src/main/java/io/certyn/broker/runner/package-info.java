/** A runner: who it is, which of its instances may speak for it, and whether it is heard of. */
@NullMarked
package io.certyn.broker.runner;

import org.jspecify.annotations.NullMarked;

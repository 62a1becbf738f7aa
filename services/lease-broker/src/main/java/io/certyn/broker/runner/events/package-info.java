/** Facts about runners. */
@NullMarked
package io.certyn.broker.runner.events;

import org.jspecify.annotations.NullMarked;

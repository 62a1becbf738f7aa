/** How a runner becomes known (the protocol's registration) and how people see runners. */
@NullMarked
package io.certyn.broker.runner.api;

import org.jspecify.annotations.NullMarked;

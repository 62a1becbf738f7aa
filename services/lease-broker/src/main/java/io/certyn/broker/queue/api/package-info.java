/** Shows why sessions wait. */
@NullMarked
package io.certyn.broker.queue.api;

import org.jspecify.annotations.NullMarked;

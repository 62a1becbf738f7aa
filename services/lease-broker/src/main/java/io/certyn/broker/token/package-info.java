/**
 * A registration token lets a runner introduce itself to one pool, once or a stated number of
 * times.
 */
@NullMarked
package io.certyn.broker.token;

import org.jspecify.annotations.NullMarked;

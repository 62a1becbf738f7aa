/** Several packaged brokers as processes beside one another. */
@NullMarked
package io.certyn.broker.e2e;

import org.jspecify.annotations.NullMarked;

/** Registration tokens over REST. */
@NullMarked
package io.certyn.broker.token.api;

import org.jspecify.annotations.NullMarked;

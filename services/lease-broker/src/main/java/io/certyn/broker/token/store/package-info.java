/** Keeps registration tokens by their HMAC; the token itself is shown once and never stored. */
@NullMarked
package io.certyn.broker.token.store;

import org.jspecify.annotations.NullMarked;

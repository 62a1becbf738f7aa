/**
 * How this machine becomes a known runner and stays one: a registration token is used once, the key
 * pair made for it stays in the state directory, and short access tokens follow from signatures.
 */
@NullMarked
package io.certyn.runner.register;

import org.jspecify.annotations.NullMarked;

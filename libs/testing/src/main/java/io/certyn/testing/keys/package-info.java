/** Keys of every signer, made for one test run, and the tokens that tests need. */
@NullMarked
package io.certyn.testing.keys;

import org.jspecify.annotations.NullMarked;

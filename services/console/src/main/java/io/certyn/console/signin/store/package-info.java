/** Keeps accounts, sign-ins and one-time links; of every token only the hash. */
@NullMarked
package io.certyn.console.signin.store;

import org.jspecify.annotations.NullMarked;

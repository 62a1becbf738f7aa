/** Welcome, sign-in and sign-out over REST; the cookie; passwords, hashed off the event loop. */
@NullMarked
package io.certyn.console.signin.api;

import org.jspecify.annotations.NullMarked;

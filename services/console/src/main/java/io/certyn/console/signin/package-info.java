/**
 * How a person gets in: the one-time link that makes the first owner, name and password, and the
 * sign-in that a cookie stands for. The word session is left to the product.
 */
@NullMarked
package io.certyn.console.signin;

import org.jspecify.annotations.NullMarked;

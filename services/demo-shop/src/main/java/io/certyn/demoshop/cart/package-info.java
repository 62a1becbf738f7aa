/**
 * The cart, its totals with shipping and voucher as a pure computation, and the page that changes
 * it.
 */
@NullMarked
package io.certyn.demoshop.cart;

import org.jspecify.annotations.NullMarked;

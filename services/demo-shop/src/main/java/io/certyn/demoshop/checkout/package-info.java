/**
 * The order form, its validation as a pure function, and the order with its confirmation and
 * invoice.
 */
@NullMarked
package io.certyn.demoshop.checkout;

import org.jspecify.annotations.NullMarked;

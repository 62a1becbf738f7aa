/**
 * How pages look: markup that escapes what it is given, the frame around every page, form fields
 * with labels and errors, and the pictures of the products.
 */
@NullMarked
package io.certyn.demoshop.page;

import org.jspecify.annotations.NullMarked;

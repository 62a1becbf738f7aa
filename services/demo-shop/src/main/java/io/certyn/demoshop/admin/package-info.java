/** The page on which an administrator deletes products, for the visit at hand only. */
@NullMarked
package io.certyn.demoshop.admin;

import org.jspecify.annotations.NullMarked;

/**
 * What the shop remembers about one visitor, kept in memory under a random cookie, so that parallel
 * visitors never meet.
 */
@NullMarked
package io.certyn.demoshop.visit;

import org.jspecify.annotations.NullMarked;

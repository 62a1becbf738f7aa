/**
 * What is for sale, and the pages that show it: home, catalogue, categories, search, product, price
 * list.
 */
@NullMarked
package io.certyn.demoshop.catalog;

import org.jspecify.annotations.NullMarked;

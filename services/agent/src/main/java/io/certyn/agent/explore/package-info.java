/**
 * What the explorer decides: where to go next, which pages are the same, what is dangerous to
 * touch, what is wrong with a page, and which cases to propose. Plain functions of what a browser
 * saw; nothing here touches one.
 */
@NullMarked
package io.certyn.agent.explore;

import org.jspecify.annotations.NullMarked;

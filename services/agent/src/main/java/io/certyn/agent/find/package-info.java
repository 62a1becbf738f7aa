/**
 * How a name in a case becomes one element of the page: the accessibility snapshot is read into a
 * tree, every element is scored by how well its name fits, and only a unique best one is taken.
 * Plain functions of a snapshot; nothing here touches a browser.
 */
@NullMarked
package io.certyn.agent.find;

import org.jspecify.annotations.NullMarked;

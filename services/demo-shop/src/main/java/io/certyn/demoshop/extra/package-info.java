/**
 * What a test wants to meet besides shopping: a frame, slow answers, a contact form, plain pages
 * and wanted errors.
 */
@NullMarked
package io.certyn.demoshop.extra;

import org.jspecify.annotations.NullMarked;

/**
 * The bugs that can be planted. Every other package asks {@link io.certyn.demoshop.defect.Defects}
 * at the one place where a bug would sit in a real shop, so that a defect changes its own behaviour
 * and nothing else.
 */
@NullMarked
package io.certyn.demoshop.defect;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code io.certyn.orchestrator.catalog}. */
@NullMarked
package io.certyn.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;

/** Tests of pages and cursors. */
@NullMarked
package io.certyn.orchestrator.page;

import org.jspecify.annotations.NullMarked;

/** Keeps projects, environments, cases and suites. Rows never leave this package. */
@NullMarked
package io.certyn.orchestrator.catalog.store;

import org.jspecify.annotations.NullMarked;

/** The REST API of projects, environments, cases and suites. */
@NullMarked
package io.certyn.orchestrator.catalog.api;

import org.jspecify.annotations.NullMarked;

/** The REST API of runs: start, read and follow, cancel, export. */
@NullMarked
package io.certyn.orchestrator.run.api;

import org.jspecify.annotations.NullMarked;

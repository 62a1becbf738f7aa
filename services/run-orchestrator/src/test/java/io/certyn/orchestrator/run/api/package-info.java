/** Tests of what the REST API of runs writes and reads. */
@NullMarked
package io.certyn.orchestrator.run.api;

import org.jspecify.annotations.NullMarked;

/** The REST API of sessions and their steps. */
@NullMarked
package io.certyn.orchestrator.session.api;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code io.certyn.orchestrator.session}. */
@NullMarked
package io.certyn.orchestrator.session;

import org.jspecify.annotations.NullMarked;

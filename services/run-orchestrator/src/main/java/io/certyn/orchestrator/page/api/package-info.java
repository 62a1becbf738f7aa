/**
 * Pages as the REST API offers them: {@code limit}, {@code cursor}, {@code items}, {@code page}.
 */
@NullMarked
package io.certyn.orchestrator.page.api;

import org.jspecify.annotations.NullMarked;

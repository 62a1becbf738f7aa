/**
 * What can be run: projects with their environments, cases and suites. A case has revisions and a
 * run pins the one it was made with, so that what ran stays known after the case has changed.
 */
@NullMarked
package io.certyn.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * Carries out an assignment: opens a page per case, goes through its lines, keeps evidence and
 * collects the results. All of it runs on the session's one thread, which owns the browser.
 */
@NullMarked
package io.certyn.agent.session;

import org.jspecify.annotations.NullMarked;

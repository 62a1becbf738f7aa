/**
 * The browser port on Playwright and Chromium. Playwright's objects belong to the thread that made
 * them; only the wish to end the browser may come from elsewhere, and goes to the process itself.
 */
@NullMarked
package io.certyn.agent.browser.playwright;

import org.jspecify.annotations.NullMarked;

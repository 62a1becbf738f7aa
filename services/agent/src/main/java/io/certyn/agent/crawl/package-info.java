/**
 * Looks around a site with a browser: visits what the explorer decides to visit, presses what it
 * dares to press, and tries forms out. Runs on the session's one thread, which owns the browser.
 */
@NullMarked
package io.certyn.agent.crawl;

import org.jspecify.annotations.NullMarked;

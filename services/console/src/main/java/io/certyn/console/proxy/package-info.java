/**
 * One origin in front of the services: which host and which path lead where. Plain tables, so that
 * the whole outward surface can be read and tested without a server.
 */
@NullMarked
package io.certyn.console.proxy;

import org.jspecify.annotations.NullMarked;

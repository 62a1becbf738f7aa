/**
 * The whole product, started through its command line as a user starts it. These tests run after
 * every part is packaged, and talk to it over its API, its sockets and its topics only.
 */
@NullMarked
package io.certyn.cli.e2e;

import org.jspecify.annotations.NullMarked;

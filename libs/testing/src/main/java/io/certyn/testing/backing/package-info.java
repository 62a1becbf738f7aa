/**
 * Real PostgreSQL and Kafka for tests: one of each per test JVM, in a temporary directory, started
 * when first asked for and gone with the JVM.
 */
@NullMarked
package io.certyn.testing.backing;

import org.jspecify.annotations.NullMarked;

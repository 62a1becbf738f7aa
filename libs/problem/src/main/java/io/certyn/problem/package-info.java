/**
 * How Certyn says no: one problem document (RFC 9457) with a stable code, and the exception that
 * carries it through the REST edge. Plain Java; the Quarkus part is in {@code rest}.
 */
@NullMarked
package io.certyn.problem;

import org.jspecify.annotations.NullMarked;

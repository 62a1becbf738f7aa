/**
 * A small but real web shop that Certyn tests: server-rendered pages on the JDK's own HTTP server,
 * one state per visitor, and defects that can be switched on to see whether a test finds them.
 * Start reading at {@link io.certyn.demoshop.Shop}, which lists the parts.
 */
@NullMarked
package io.certyn.demoshop;

import org.jspecify.annotations.NullMarked;

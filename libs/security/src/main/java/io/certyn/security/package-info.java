/**
 * Who is calling, and what must not leak: signed tokens between the parts, keys on disk, opaque
 * tokens for people and machines, and the redactor. Plain Java; the Quarkus part is in {@code
 * rest}. What a caller may do in a feature is that feature's own rule and not written here.
 */
@NullMarked
package io.certyn.security;

import org.jspecify.annotations.NullMarked;

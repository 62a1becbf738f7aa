/**
 * Who calls a service over HTTP. Under {@code /api/} it is a caller whom the console vouches for,
 * under {@code /internal/} another service; both carry a signed token of a minute. Other paths are
 * left to those who own them.
 */
@NullMarked
package io.certyn.security.rest;

import org.jspecify.annotations.NullMarked;

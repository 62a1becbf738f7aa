/**
 * The artifact service: takes in evidence under grants, seals it when a session is over, and serves
 * it on a host of its own.
 */
@NullMarked
package io.certyn.artifact;

import org.jspecify.annotations.NullMarked;

/**
 * The Quarkus side of problems: every exception that reaches the REST edge becomes a problem
 * document with the request's id, and a path that nobody serves answers with one too. Faults of the
 * world (database or peer away) are 503 and may be repeated; everything unexpected is a 500 without
 * detail, logged under the request id.
 */
@NullMarked
package io.certyn.problem.rest;

import org.jspecify.annotations.NullMarked;

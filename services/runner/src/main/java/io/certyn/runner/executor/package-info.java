/**
 * Where agents run. An executor starts an agent under a name, ties it to a session when there is
 * one, and removes it with everything that belongs to it. One suite of tests holds all executors to
 * the same behaviour.
 */
@NullMarked
package io.certyn.runner.executor;

import org.jspecify.annotations.NullMarked;

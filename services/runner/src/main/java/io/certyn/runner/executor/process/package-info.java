/**
 * Agents as child processes, for one machine and development only: an agent runs as the same user
 * as its runner and could read that user's files. What it starts is found by the directory it was
 * given, whichever parent or process group it ended up with.
 */
@NullMarked
package io.certyn.runner.executor.process;

import org.jspecify.annotations.NullMarked;

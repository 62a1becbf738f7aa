/**
 * The command line. {@code command} works against any control plane; {@code local} runs the whole
 * product on this machine. Results go to standard output, progress to standard error, and the exit
 * code says who has to act.
 */
@NullMarked
package io.certyn.cli;

import org.jspecify.annotations.NullMarked;

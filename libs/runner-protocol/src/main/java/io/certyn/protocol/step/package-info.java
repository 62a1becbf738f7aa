/**
 * The step language: one line of plain English is one action or one expectation. Parsing is total:
 * a line becomes a {@link io.certyn.protocol.step.Step} or a message with a column, never a guess.
 * {@link io.certyn.protocol.step.StepParser} reads a line, {@link io.certyn.protocol.step.CaseFile}
 * a whole case; variables stay unresolved in {@link io.certyn.protocol.step.Text} until the agent
 * knows their values.
 */
@NullMarked
package io.certyn.protocol.step;

import org.jspecify.annotations.NullMarked;

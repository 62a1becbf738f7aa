package io.certyn.protocol.step;

/** What became of a line: a step, or where and why it was not understood. */
public sealed interface ParseResult {

    record Parsed(Step step) implements ParseResult {}

    /**
     * @param column of the first character that does not fit, counted from 1
     */
    record NotUnderstood(int column, String message) implements ParseResult {}
}

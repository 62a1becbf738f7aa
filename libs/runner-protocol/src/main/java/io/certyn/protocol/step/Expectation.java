package io.certyn.protocol.step;

/** What a step checks. */
public sealed interface Expectation {

    record HasState(Target target, State state) implements Expectation {}

    /** The whole visible text is this, white space aside. */
    record HasText(Target target, Text text) implements Expectation {}

    /** The visible text contains this, white space aside. */
    record Contains(Target target, Text text) implements Expectation {}

    record HasValue(Target target, Text value) implements Expectation {}

    /** Exactly so many elements fit the target. */
    record HasCount(Target target, int count) implements Expectation {}

    /** The address of the page; a value that starts with a slash is compared with the path. */
    record Url(Comparison comparison, Text value) implements Expectation {}

    record Title(Comparison comparison, Text value) implements Expectation {}

    /** A state an element can be in. */
    enum State {
        VISIBLE,
        HIDDEN,
        ENABLED,
        DISABLED,
        CHECKED,
        UNCHECKED,
        FOCUSED
    }

    /** How two texts are compared; {@code MATCHES} is a regular expression found anywhere. */
    enum Comparison {
        IS,
        CONTAINS,
        MATCHES
    }
}

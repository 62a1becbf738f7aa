package io.certyn.protocol.step;

import java.util.Optional;

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

    /** No page of the case has written an error to its console so far. */
    record NoConsoleErrors() implements Expectation {}

    /** Every request of the case so far was answered, and with less than 400. */
    record NoFailedRequests() implements Expectation {}

    /**
     * Such a request was made and answered since the last step that did something.
     *
     * @param method in capital letters
     * @param address absolute, or a path; its query counts where it has one
     */
    record Requested(String method, Text address, Status status) implements Expectation {}

    /**
     * A download has completed since the last step that did something.
     *
     * @param name of the file; empty for any
     */
    record Downloaded(Optional<Text> name) implements Expectation {}

    /** Status codes from one to another, both included. */
    record Status(int from, int to) {

        public boolean includes(int code) {
            return from <= code && code <= to;
        }

        /** As a case says it, such as {@code 2xx} or {@code 404}. */
        @Override
        public String toString() {
            return from == to ? String.valueOf(from) : from / 100 + "xx";
        }
    }

    /** A state an element can be in. */
    enum State {
        VISIBLE,
        HIDDEN,
        ENABLED,
        DISABLED,
        CHECKED,
        UNCHECKED,
        FOCUSED,
        UNFOCUSED
    }

    /** How two texts are compared; {@code MATCHES} is a regular expression found anywhere. */
    enum Comparison {
        IS,
        CONTAINS,
        MATCHES
    }
}

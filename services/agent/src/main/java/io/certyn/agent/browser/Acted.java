package io.certyn.agent.browser;

/** What came of a command. */
public sealed interface Acted {

    record Done() implements Acted {}

    /** The element is no longer there: look again. */
    record Gone(String why) implements Acted {}

    /** The element is there, but cannot be used: disabled, covered, of another kind. */
    record Refused(String why) implements Acted {}

    /** The page did not come; a server's answer is an {@link Incident} instead. */
    record NotOpened(String why) implements Acted {}
}

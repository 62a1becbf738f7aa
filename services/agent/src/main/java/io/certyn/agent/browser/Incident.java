package io.certyn.agent.browser;

/** Something that happened to the page and that nobody asked for. */
public sealed interface Incident {

    record ServerError(int status, String url) implements Incident {}

    /** DNS, connect, TLS or no answer, for the main document. */
    record Unreachable(String url, String why) implements Incident {}

    /** The main document went, or wanted to go, where the environment does not allow. */
    record Denied(String url) implements Incident {}

    /**
     * A native dialog was answered, as a step had announced or else by dismissing it; a page that
     * asks whether it may be left is left.
     *
     * @param text what it said
     */
    record DialogAnswered(boolean accepted, String kind, String text) implements Incident {}

    /** A second window; the case goes on in the first. */
    record WindowOpened() implements Incident {}
}

package io.certyn.agent.browser;

/** Something that happened to the page and that nobody asked for. */
public sealed interface Incident {

    record ServerError(int status, String url) implements Incident {}

    /** DNS, connect, TLS or no answer, for the main document. */
    record Unreachable(String url, String why) implements Incident {}

    /** The main document went, or wanted to go, where the environment does not allow. */
    record Denied(String url) implements Incident {}

    /** A native dialog that no step had announced. */
    record DialogDismissed(String kind) implements Incident {}

    /** A second window; the case goes on in the first. */
    record WindowOpened() implements Incident {}
}

package io.certyn.agent.explore;

/** Something that happened while a page was looked at. */
public sealed interface Happening {

    /** A script did not catch what it threw. */
    record ScriptError(String message) implements Happening {}

    record ConsoleError(String message) implements Happening {}

    /**
     * @param type of the resource: {@code document}, {@code image}, {@code fetch} …
     * @param status 400 or more
     */
    record BadAnswer(String url, String type, int status) implements Happening {}

    /** No answer: the connection failed. */
    record NoAnswer(String url, String type, String why) implements Happening {}

    /** No answer yet after so long. */
    record Waiting(String url, String type, long ms) implements Happening {}

    /** A request that would have changed something and was kept back. */
    record WouldSubmit(String method, String url) implements Happening {}

    /** A web socket that was kept back. */
    record SocketClosed(String url) implements Happening {}
}

package io.certyn.agent.browser;

import java.util.List;

/**
 * What went on behind the pages of a case, all tabs included.
 *
 * @param consoleErrors of the whole case so far
 * @param failedRequests of the whole case so far: not answered, or with 400 and above
 * @param exchanges answered requests since the mark
 * @param downloads since the mark
 */
public record Traffic(
        List<String> consoleErrors,
        List<String> failedRequests,
        List<Exchange> exchanges,
        List<Download> downloads) {

    public Traffic {
        consoleErrors = List.copyOf(consoleErrors);
        failedRequests = List.copyOf(failedRequests);
        exchanges = List.copyOf(exchanges);
        downloads = List.copyOf(downloads);
    }

    /** A request with its answer. */
    public record Exchange(String method, String url, int status) {}

    /** A file the browser was told to keep, under the name the site gives it. */
    public record Download(String name, State state) {}

    /** How far a download has come. */
    public enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }
}

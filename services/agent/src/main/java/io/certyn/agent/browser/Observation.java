package io.certyn.agent.browser;

import io.certyn.agent.find.Snapshot;

/**
 * The page at one moment.
 *
 * @param source text form of the snapshot, for its hash
 * @param testIds visible elements whose test id is the name that was asked for
 * @param whole whether all of the page was seen: what was not may be there all the same
 */
public record Observation(
        String url, String title, String source, Snapshot snapshot, int testIds, boolean whole) {

    /** A look that failed, since the page was just changing or does not answer. */
    public static Observation failed(String url) {
        return new Observation(url, "", "", Snapshot.parse(""), 0, false);
    }

    public static Observation of(String url, String title, String source, int testIds) {
        var snapshot = Snapshot.parse(source);
        return new Observation(url, title, source, snapshot, testIds, !Snapshot.isCut(source));
    }
}

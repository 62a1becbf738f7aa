package io.certyn.agent.browser;

import io.certyn.agent.find.Snapshot;

/**
 * The page at one moment.
 *
 * @param source text form of the snapshot, for its hash
 * @param testIds visible elements whose test id is the name that was asked for
 */
public record Observation(String url, String title, String source, Snapshot snapshot, int testIds) {

    /** Whether the page was just changing and could not be looked at. */
    public boolean isUnreadable() {
        return source.isEmpty();
    }
}

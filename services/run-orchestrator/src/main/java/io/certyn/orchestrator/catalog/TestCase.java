package io.certyn.orchestrator.catalog;

import io.certyn.ids.CaseId;
import java.util.List;

/**
 * A numbered test in plain language.
 *
 * @param revision the newest one, counted from 1
 */
public record TestCase(
        CaseId id, long number, String key, String title, List<String> tags, int revision) {

    public TestCase {
        tags = List.copyOf(tags);
    }

    /** Whether it is there for other cases to run. */
    public boolean isShared() {
        return tags.contains(SharedSteps.TAG);
    }
}

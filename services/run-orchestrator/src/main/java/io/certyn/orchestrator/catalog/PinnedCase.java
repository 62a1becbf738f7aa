package io.certyn.orchestrator.catalog;

import io.certyn.ids.CaseId;
import java.util.List;

/** A case as one run executes it, whatever becomes of the case later. */
public record PinnedCase(
        CaseId id,
        String key,
        String title,
        int revision,
        List<String> steps,
        List<String> expected) {

    public PinnedCase {
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
    }
}

package io.certyn.orchestrator.catalog;

import io.certyn.ids.CaseId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A case as one run executes it, whatever becomes of the case later. */
public record PinnedCase(
        CaseId id,
        String key,
        String title,
        int revision,
        List<String> tags,
        List<String> steps,
        List<String> expected) {

    private static final String NEEDS = "needs:";
    private static final String MUTATING = "mutating";

    public PinnedCase {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
    }

    /**
     * Labels that its runner must have: {@code needs:gpu} for {@code gpu=true}, {@code
     * needs:os:mac} for another value.
     */
    public Map<String, String> needs() {
        var needs = new TreeMap<String, String>();
        for (var tag : tags) {
            if (tag.startsWith(NEEDS)) {
                var label = tag.substring(NEEDS.length()).split(":", 2);
                needs.put(label[0], label.length == 1 ? "true" : label[1]);
            }
        }
        return needs;
    }

    /** Whether it changes data, so that it must not run twice because its runner was lost. */
    public boolean mutates() {
        return tags.contains(MUTATING);
    }
}

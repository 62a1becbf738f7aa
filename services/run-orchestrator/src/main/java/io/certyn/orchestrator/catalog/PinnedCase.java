package io.certyn.orchestrator.catalog;

import io.certyn.ids.CaseId;
import io.certyn.protocol.Assignment;
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
        List<String> expected,
        List<Assignment.File> files) {

    private static final String NEEDS = "needs:";
    private static final String MUTATING = "mutating";

    public PinnedCase {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
        files = List.copyOf(files);
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

    /** What it gives to those that run it. */
    public SharedSteps.Part part() {
        return new SharedSteps.Part(key, title, steps, files);
    }

    /** The same with its shared steps put in. */
    public PinnedCase with(SharedSteps.Expansion.Whole whole) {
        return new PinnedCase(
                id, key, title, revision, tags, whole.steps(), expected, whole.files());
    }

    /** Whether it changes data, so that it must not run twice because its runner was lost. */
    public boolean mutates() {
        return tags.contains(MUTATING);
    }
}

package io.certyn.agent.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of a site that are known: what one sees under a template, built in some way. */
public final class States {

    private final Map<String, List<Skeleton>> known = new HashMap<>();
    private int count;

    /** Whether nothing like it was known; now it is. */
    public boolean enter(String template, Skeleton skeleton) {
        var seen = known.computeIfAbsent(template, _ -> new ArrayList<>());
        boolean isNew = seen.stream().noneMatch(skeleton::isLike);
        if (isNew) {
            seen.add(skeleton);
            count++;
        }
        return isNew;
    }

    public int count() {
        return count;
    }
}

package io.certyn.orchestrator.catalog;

import io.certyn.ids.CaseId;
import io.certyn.ids.SuiteId;
import java.util.List;

/** A named selection: the cases it lists and those that carry one of its tags. */
public record Suite(SuiteId id, String slug, String name, List<String> tags, List<CaseId> cases) {

    public Suite {
        tags = List.copyOf(tags);
        cases = List.copyOf(cases);
    }
}

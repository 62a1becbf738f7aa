package io.certyn.orchestrator.catalog;

import java.util.List;
import java.util.Set;

/** What a run does: which cases it takes, or how far it looks around. */
public sealed interface Selection {

    /** A suite by slug. */
    record OfSuite(String slug) implements Selection {}

    /** These cases, by key, in this order. */
    record OfKeys(List<String> keys) implements Selection {}

    /** Every case that carries one of these tags. */
    record OfTags(Set<String> tags) implements Selection {}

    /** None: the run looks around on its own. */
    record OfSite(Exploration exploration) implements Selection {}
}

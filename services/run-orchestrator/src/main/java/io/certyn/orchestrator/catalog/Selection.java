package io.certyn.orchestrator.catalog;

import java.util.List;
import java.util.Set;

/** Which cases a run takes. */
public sealed interface Selection {

    /** A suite by slug. */
    record OfSuite(String slug) implements Selection {}

    /** These cases, by key, in this order. */
    record OfKeys(List<String> keys) implements Selection {}

    /** Every case that carries one of these tags. */
    record OfTags(Set<String> tags) implements Selection {}
}

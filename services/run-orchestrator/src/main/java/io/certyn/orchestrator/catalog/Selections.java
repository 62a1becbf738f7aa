package io.certyn.orchestrator.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which cases a selection means. */
public sealed interface Selections {

    /** These, each once. */
    record Chosen(List<TestCase> cases) implements Selections {
        public Chosen {
            cases = List.copyOf(cases);
        }
    }

    /** Keys that no case of the project has. */
    record Unknown(List<String> keys) implements Selections {
        public Unknown {
            keys = List.copyOf(keys);
        }
    }

    /** The cases with these keys, in this order. */
    static Selections ofKeys(List<String> keys, List<TestCase> all) {
        Map<String, TestCase> byKey = new LinkedHashMap<>();
        all.forEach(one -> byKey.put(one.key(), one));
        var chosen = new LinkedHashSet<TestCase>();
        var unknown = new ArrayList<String>();
        for (var key : keys) {
            var one = byKey.get(key);
            if (one == null) {
                unknown.add(key);
            } else {
                chosen.add(one);
            }
        }
        return unknown.isEmpty() ? new Chosen(List.copyOf(chosen)) : new Unknown(unknown);
    }

    /** The cases that carry one of these tags, in the order of the catalogue; no shared steps. */
    static Selections ofTags(java.util.Set<String> tags, List<TestCase> all) {
        return new Chosen(all.stream().filter(one -> carries(one, tags)).toList());
    }

    /** The cases that the suite lists, then those that carry one of its tags. */
    static Selections ofSuite(Suite suite, List<TestCase> all) {
        var chosen = new LinkedHashSet<TestCase>();
        for (var id : suite.cases()) {
            all.stream().filter(one -> one.id().equals(id)).forEach(chosen::add);
        }
        var tags = new HashSet<>(suite.tags());
        all.stream().filter(one -> carries(one, tags)).forEach(chosen::add);
        return new Chosen(List.copyOf(chosen));
    }

    private static boolean carries(TestCase one, java.util.Set<String> tags) {
        return !one.isShared() && one.tags().stream().anyMatch(tags::contains);
    }
}

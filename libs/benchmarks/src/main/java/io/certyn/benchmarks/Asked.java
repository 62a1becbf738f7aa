package io.certyn.benchmarks;

import io.certyn.benchmarks.leases.LeasesBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the command line asks for. */
sealed interface Asked {

    String STARTUP = "startup";
    String DISPATCH = "dispatch";
    String OVERHEAD = "overhead";
    String LEASES = "leases";
    String VERDICTS = "verdicts";

    List<String> NAMES = List.of(STARTUP, DISPATCH, OVERHEAD, LEASES, VERDICTS);

    /** What may follow each name. */
    Map<String, List<String>> WORDS =
            Map.of(
                    STARTUP, List.of(),
                    DISPATCH, Executors.KNOWN,
                    OVERHEAD, Executors.KNOWN,
                    LEASES, LeasesBench.PARTS,
                    VERDICTS, VerdictsBench.PARTS);

    /**
     * One benchmark.
     *
     * @param words executors or parts; none for all of them
     */
    record Bench(String name, List<String> words) implements Asked {

        public Bench {
            words = List.copyOf(words);
        }
    }

    /** Nothing that can be measured; the sentence is for whoever asked. */
    record Nonsense(String sentence) implements Asked {}

    static Asked read(List<String> arguments) {
        var words = new ArrayList<>(arguments);
        words.remove("--json");
        if (words.isEmpty() || !NAMES.contains(words.getFirst())) {
            return new Nonsense("Give one of: " + String.join(", ", NAMES) + ".");
        }
        var name = words.removeFirst();
        var known = WORDS.getOrDefault(name, List.of());
        if (known.containsAll(words)) {
            return new Bench(name, words);
        }
        return new Nonsense(
                known.isEmpty()
                        ? name + " takes nothing more: no session runs in it."
                        : "%s takes some of: %s.".formatted(name, String.join(", ", known)));
    }
}

package io.certyn.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs one benchmark and prints its figures, the last thing on standard output as one document. */
final class Main {

    private static final String STARTUP = "startup";
    private static final String DISPATCH = "dispatch";
    private static final List<String> NAMES = List.of(STARTUP, DISPATCH, "overhead");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(Arrays.asList(arguments));
        words.remove("--json");
        if (words.isEmpty() || !NAMES.contains(words.getFirst())) {
            throw refused("Give one of: " + String.join(", ", NAMES) + ".");
        }
        var name = words.removeFirst();
        if (name.equals(STARTUP) && !words.isEmpty()) {
            throw refused("startup takes no executor: no session runs in it.");
        }
        if (!Executors.KNOWN.containsAll(words)) {
            throw refused("An executor is one of: " + String.join(", ", Executors.KNOWN) + ".");
        }
        var root = Path.of(System.getProperty("certyn.root", ".")).toAbsolutePath().normalize();
        var figures = new ArrayList<Figure>();
        if (name.equals(STARTUP)) {
            figures.addAll(StartupBench.run(root));
        } else {
            for (var executor : words.isEmpty() ? Executors.here() : words) {
                figures.addAll(
                        name.equals(DISPATCH)
                                ? DispatchBench.run(root, executor)
                                : OverheadBench.run(root, executor));
            }
        }
        System.out.println(new Document(name, Machine.here(), figures).json());
    }

    /** Ends this process; what the caller throws is only there for the compiler. */
    private static IllegalArgumentException refused(String sentence) {
        System.err.println(sentence);
        System.exit(2);
        return new IllegalArgumentException(sentence);
    }
}

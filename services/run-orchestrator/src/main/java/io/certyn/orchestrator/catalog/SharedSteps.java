package io.certyn.orchestrator.catalog;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepAdvice;
import io.certyn.protocol.step.StepParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shared steps of a project: cases with the tag {@code shared}, whose steps take the place of
 * {@code Run "key or title"} in other cases.
 */
public final class SharedSteps {

    /** What makes a case shared steps. */
    public static final String TAG = "shared";

    /** How far shared steps may run others. */
    private static final int DEEPEST = 5;

    /** How many lines a case may come to. */
    private static final int MOST = 500;

    /** How many letters a name may be off to be proposed. */
    private static final int NEARLY = 3;

    private final Map<String, Part> byKey = new LinkedHashMap<>();

    /** What a case gives to those that run it. */
    public record Part(String key, String title, List<String> steps, List<Assignment.File> files) {

        public Part {
            steps = List.copyOf(steps);
            files = List.copyOf(files);
        }
    }

    /** Of several with one key the last counts. */
    public SharedSteps(Collection<Part> parts) {
        parts.forEach(part -> byKey.put(part.key(), part));
    }

    /** What became of a case that runs shared steps. */
    public sealed interface Expansion {

        /** Nothing is left to put in. */
        record Whole(List<String> steps, List<Assignment.File> files) implements Expansion {}

        /**
         * @param suggestion a name that was perhaps meant
         */
        record Stopped(String why, Optional<String> suggestion) implements Expansion {}
    }

    /** Whether any of the lines is to be put in. */
    public static boolean areRunBy(List<String> steps) {
        return steps.stream().anyMatch(line -> name(line).isPresent());
    }

    /** The steps and files of a case with those of all the shared steps it runs. */
    public Expansion expand(Part part) {
        var steps = new ArrayList<String>();
        var files = new LinkedHashMap<String, Assignment.File>();
        try {
            put(part, List.of(), steps, files);
        } catch (Unusable e) {
            return new Expansion.Stopped(String.valueOf(e.getMessage()), e.suggestion);
        }
        return new Expansion.Whole(List.copyOf(steps), List.copyOf(files.values()));
    }

    private void put(
            Part part, List<Part> above, List<String> steps, Map<String, Assignment.File> files)
            throws Unusable {
        for (var file : part.files()) {
            var other = files.putIfAbsent(file.name(), file);
            if (other != null && !other.equals(file)) {
                throw new Unusable("two files are called \"" + file.name() + "\"");
            }
        }
        var chain = new ArrayList<>(above);
        chain.add(part);
        for (var line : part.steps()) {
            var name = name(line);
            if (name.isPresent()) {
                put(within(chain, find(name.get())), chain, steps, files);
            } else if (steps.size() == MOST) {
                throw new Unusable("with its shared steps it has more than " + MOST + " steps");
            } else {
                steps.add(line);
            }
        }
    }

    private static Part within(List<Part> chain, Part next) throws Unusable {
        var keys = new ArrayList<>(chain.stream().map(Part::key).toList());
        boolean again = keys.contains(next.key());
        keys.add(next.key());
        if (again) {
            throw new Unusable("shared steps run themselves: " + String.join(" > ", keys));
        }
        if (chain.size() > DEEPEST) {
            throw new Unusable(
                    "shared steps run others more than %d deep: %s"
                            .formatted(DEEPEST, String.join(" > ", keys)));
        }
        return next;
    }

    private Part find(String name) throws Unusable {
        var byThisKey = byKey.get(name);
        if (byThisKey != null) {
            return byThisKey;
        }
        var titled = byKey.values().stream().filter(part -> part.title().equals(name)).toList();
        if (titled.size() > 1) {
            var keys = titled.stream().map(Part::key).toList();
            throw new Unusable(
                    "several shared steps are called \"%s\"; run one by its key: %s"
                            .formatted(name, String.join(", ", keys)));
        }
        if (titled.isEmpty()) {
            throw new Unusable("there are no shared steps \"" + name + "\"", similar(name));
        }
        return titled.getFirst();
    }

    private Optional<String> similar(String name) {
        return byKey.values().stream()
                .flatMap(part -> Stream.of(part.key(), part.title()))
                .filter(other -> StepAdvice.distance(other, name) <= NEARLY)
                .min(Comparator.comparingInt(other -> StepAdvice.distance(other, name)));
    }

    private static Optional<String> name(String line) {
        return StepParser.parse(line) instanceof ParseResult.Parsed(Step.Run(var name))
                ? Optional.of(name)
                : Optional.empty();
    }

    /** Leaves the descent at the first thing that cannot be put in; never leaves this class. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Optional<String> suggestion;

        Unusable(String why) {
            this(why, Optional.empty());
        }

        Unusable(String why, Optional<String> suggestion) {
            super(why, null, false, false);
            this.suggestion = suggestion;
        }
    }
}

package io.certyn.orchestrator.catalog;

import io.certyn.orchestrator.catalog.CaseProblem.Kind;
import io.certyn.protocol.step.CaseFile;
import io.certyn.protocol.step.LineError;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepAdvice;
import io.certyn.protocol.step.StepParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks case files by themselves, against each other and against a project's shared steps. */
public final class CaseLint {

    private static final int MAX_BYTES = 64 * 1024;

    /** Advice takes reading a line many times; so many problems come with it. */
    private static final int MOST_ADVISED = 100;

    private static final Pattern MARKER = Pattern.compile("^\\s*(?:[-*]|\\d{1,3}[.)])\\s+");

    private final List<CaseProblem> problems = new ArrayList<>();
    private final SortedMap<Integer, CaseSource> understood = new TreeMap<>();

    /** A file as it lies in a repository. */
    public record Source(String path, String text) {}

    private CaseLint() {}

    /**
     * @param stored the shared steps that are there already; a file with the same key takes its
     *     place
     */
    public static CaseLint of(List<Source> files, List<SharedSteps.Part> stored) {
        var lint = new CaseLint();
        for (int i = 0; i < files.size(); i++) {
            lint.read(i, files.get(i));
        }
        lint.refuseDuplicates(files);
        lint.checkTogether(stored);
        lint.problems.sort(
                Comparator.comparingInt(CaseProblem::file)
                        .thenComparingInt(problem -> problem.error().line()));
        return lint;
    }

    public List<CaseProblem> problems() {
        return List.copyOf(problems);
    }

    /** The files that were understood, in their order. */
    public List<CaseSource> sources() {
        return List.copyOf(understood.values());
    }

    private void read(int index, Source file) {
        if (file.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            add(index, file.path(), Kind.SIZE, "more than 64 KiB", Optional.empty());
            return;
        }
        switch (CaseFile.read(file.path(), file.text())) {
            case CaseFile.Reading.Unreadable(var errors) -> {
                var lines = file.text().lines().toList();
                for (var error : errors) {
                    var advice =
                            problems.size() < MOST_ADVISED
                                    ? advice(lines, error)
                                    : Optional.<String>empty();
                    problems.add(new CaseProblem(index, error, Kind.NOT_UNDERSTOOD, advice));
                }
            }
            case CaseFile.Reading.Read(var read) ->
                    understood.put(index, new CaseSource(file.path(), file.text(), read));
        }
    }

    private static Optional<String> advice(List<String> lines, LineError error) {
        if (error.line() > lines.size()) {
            return Optional.empty();
        }
        var line = lines.get(error.line() - 1);
        var step = MARKER.matcher(line).replaceFirst("");
        boolean unmarked =
                step.equals(line) && StepParser.parse(line.strip()) instanceof ParseResult.Parsed;
        return unmarked ? Optional.of("- " + line.strip()) : StepAdvice.on(step.strip());
    }

    private void refuseDuplicates(List<Source> files) {
        var indexByKey = new HashMap<String, Integer>();
        understood.forEach((index, source) -> {
            var key = source.file().key();
            var other = indexByKey.putIfAbsent(key, index);
            if (other != null) {
                var message = "key " + key + " is also in " + files.get(other).path();
                add(index, source.path(), Kind.DUPLICATE_KEY, message, Optional.empty());
            }
        });
    }

    private void checkTogether(List<SharedSteps.Part> stored) {
        var keys =
                understood.values().stream()
                        .map(source -> source.file().key())
                        .collect(Collectors.toSet());
        var parts = new ArrayList<>(stored);
        // Also of a case that is shared no more.
        parts.removeIf(part -> keys.contains(part.key()));
        understood.values().stream()
                .map(CaseSource::file)
                .filter(file -> file.tags().contains(SharedSteps.TAG))
                .forEach(file -> parts.add(part(file, file.steps())));
        var shared = new SharedSteps(parts);
        understood.forEach((index, source) -> check(index, source, shared));
    }

    private void check(int index, CaseSource source, SharedSteps shared) {
        var file = source.file();
        boolean isShared = file.tags().contains(SharedSteps.TAG);
        if (isShared && !file.expected().isEmpty()) {
            add(
                    index,
                    source.path(),
                    Kind.SHARED_STEPS,
                    "shared steps take only their ## Steps along, so that what stands under"
                            + " ## Expected is checked by nobody",
                    Optional.of("move the lines that start with Expect to ## Steps"));
        }
        boolean areKnown = runs(index, source, shared);
        switch (shared.expand(part(file, file.steps()))) {
            case SharedSteps.Expansion.Whole(var all, var _) -> {
                if (!isShared && file.expected().isEmpty() && !checks(all)) {
                    add(
                            index,
                            source.path(),
                            Kind.EXPECTS_NOTHING,
                            "it expects nothing, so that it can never pass",
                            Optional.of("add a line that starts with Expect under ## Expected"));
                }
            }
            // Each by itself can be put in, and all of them cannot.
            case SharedSteps.Expansion.Stopped(var why, var _) when areKnown ->
                    add(index, source.path(), Kind.SHARED_STEPS, why, Optional.empty());
            case SharedSteps.Expansion.Stopped _ -> {}
        }
    }

    /**
     * Looks at one after the other, so that each is told where it stands; whether all are sound.
     */
    private boolean runs(int index, CaseSource source, SharedSteps shared) {
        boolean areKnown = true;
        for (var run : source.file().runs()) {
            var only = part(source.file(), List.of("Run \"" + escaped(run.name()) + "\""));
            if (shared.expand(only)
                    instanceof SharedSteps.Expansion.Stopped(var why, var suggestion)) {
                var error = new LineError(source.path(), run.line(), run.column(), why);
                var advice = suggestion.map(name -> "Run \"" + escaped(name) + "\"");
                problems.add(new CaseProblem(index, error, Kind.SHARED_STEPS, advice));
                areKnown = false;
            }
        }
        return areKnown;
    }

    private static boolean checks(List<String> steps) {
        return steps.stream()
                .anyMatch(line ->
                        StepParser.parse(line) instanceof ParseResult.Parsed(Step.Expect _));
    }

    private static SharedSteps.Part part(CaseFile file, List<String> steps) {
        return new SharedSteps.Part(file.key(), file.title(), steps, file.files());
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void add(int index, String path, Kind kind, String message, Optional<String> advice) {
        problems.add(new CaseProblem(index, new LineError(path, 1, 1, message), kind, advice));
    }
}

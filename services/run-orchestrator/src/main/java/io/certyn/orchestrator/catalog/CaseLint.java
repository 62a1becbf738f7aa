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

/** Checks case files by themselves, against each other and against a project's shared steps. */
public final class CaseLint {

    private static final int MAX_BYTES = 64 * 1024;
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
            add(index, file.path(), Kind.SIZE, "more than 64 KiB");
            return;
        }
        switch (CaseFile.read(file.path(), file.text())) {
            case CaseFile.Reading.Unreadable(var errors) -> {
                var lines = file.text().lines().toList();
                for (var error : errors) {
                    var advice = advice(lines, error);
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
                add(index, source.path(), Kind.DUPLICATE_KEY, message);
            }
        });
    }

    private void checkTogether(List<SharedSteps.Part> stored) {
        var parts = new ArrayList<>(stored);
        understood.values().stream()
                .map(CaseSource::file)
                .filter(file -> file.tags().contains(SharedSteps.TAG))
                .forEach(file -> parts.add(part(file, file.steps())));
        var shared = new SharedSteps(parts);
        understood.forEach((index, source) -> check(index, source, shared));
    }

    private void check(int index, CaseSource source, SharedSteps shared) {
        var file = source.file();
        var steps = file.steps();
        for (var run : file.runs()) {
            // One at a time, so that each is told where it stands.
            var only = part(file, List.of("Run \"" + escaped(run.name()) + "\""));
            if (shared.expand(only)
                    instanceof SharedSteps.Expansion.Stopped(var why, var suggestion)) {
                var error = new LineError(source.path(), run.line(), run.column(), why);
                var advice = suggestion.map(name -> "Run \"" + escaped(name) + "\"");
                problems.add(new CaseProblem(index, error, Kind.SHARED_STEPS, advice));
            }
        }
        if (shared.expand(part(file, steps))
                instanceof SharedSteps.Expansion.Whole(var all, var _)) {
            steps = all;
        }
        boolean isShared = file.tags().contains(SharedSteps.TAG);
        if (isShared && !file.expected().isEmpty()) {
            var error =
                    new LineError(
                            source.path(),
                            1,
                            1,
                            "shared steps take only their ## Steps along, so that what stands under"
                                    + " ## Expected is checked by nobody");
            var advice = Optional.of("move the lines that start with Expect to ## Steps");
            problems.add(new CaseProblem(index, error, Kind.SHARED_STEPS, advice));
        }
        boolean checks = !file.expected().isEmpty() || steps.stream().anyMatch(CaseLint::checks);
        if (!checks && !isShared) {
            var error =
                    new LineError(
                            source.path(), 1, 1, "it expects nothing, so that it can never pass");
            var advice = Optional.of("add a line that starts with Expect under ## Expected");
            problems.add(new CaseProblem(index, error, Kind.EXPECTS_NOTHING, advice));
        }
    }

    private static boolean checks(String line) {
        return StepParser.parse(line) instanceof ParseResult.Parsed(Step.Expect _);
    }

    private static SharedSteps.Part part(CaseFile file, List<String> steps) {
        return new SharedSteps.Part(file.key(), file.title(), steps, file.files());
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void add(int index, String path, Kind kind, String message) {
        var error = new LineError(path, 1, 1, message);
        problems.add(new CaseProblem(index, error, kind, Optional.empty()));
    }
}

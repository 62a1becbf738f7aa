package io.certyn.protocol.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one case file from front to back and collects every error on the way. */
final class CaseFileReader {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");
    private static final Pattern MARKER = Pattern.compile("^(\\s*(?:[-*]|\\d{1,3}[.)])\\s+)(.*)$");
    private static final int MAX_TITLE = 200;
    private static final int MAX_TAGS = 50;
    private static final int MAX_ERRORS = 100;

    private final String path;
    private final List<String> lines;
    private final List<LineError> errors = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<CaseFile.Reference> runs = new ArrayList<>();
    private final Map<LineError, String> uploads = new LinkedHashMap<>();
    private final CaseFiles files = new CaseFiles(this::error);

    CaseFileReader(String path, String text) {
        this.path = path;
        this.lines = text.lines().toList();
    }

    /** Where in the file a line stands. */
    private enum Section {
        INTRODUCTION,
        STEPS,
        EXPECTED,
        FILES,
        NOTES
    }

    CaseFile.Reading read() {
        if (lines.size() > CaseFile.MAX_LINES) {
            error(CaseFile.MAX_LINES + 1, 1, "a case has at most " + CaseFile.MAX_LINES + " lines");
            return new CaseFile.Reading.Unreadable(errors);
        }
        int end = endOfFrontMatter();
        var matter = FrontMatter.read(lines.subList(Math.min(1, end), end), 2, errors, path);
        var key = required(matter, "key", KEY, "letters, digits, dot, dash and underscore");
        var title = required(matter, "title", Pattern.compile(".{1," + MAX_TITLE + "}"), "a text");
        var tags = tags(matter);
        body(end == 0 ? 0 : end + 1);
        files.end(lines.size());
        refuseMissingFiles();
        if (steps.isEmpty() && errors.isEmpty()) {
            error(Math.max(1, lines.size()), 1, "a case needs ## Steps with at least one step");
        }
        return errors.isEmpty()
                ? new CaseFile.Reading.Read(
                        new CaseFile(key, title, tags, steps, expected, files.all(), runs))
                : new CaseFile.Reading.Unreadable(
                        errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }

    /** Index of the closing dashes; 0 when there is no front matter. */
    private int endOfFrontMatter() {
        if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
            error(1, 1, "a case starts with front matter between two lines of ---");
            return 0;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("---")) {
                return i;
            }
        }
        error(1, 1, "the front matter is never closed by ---");
        return lines.size();
    }

    private String required(FrontMatter matter, String key, Pattern pattern, String form) {
        var entry = matter.get(key, 1);
        if (entry.values().size() != 1) {
            error(entry.line(), 1, "\"" + key + "\" is needed, once");
            return "";
        }
        var value = entry.values().getFirst();
        if (!pattern.matcher(value).matches()) {
            error(entry.line(), 1, "\"" + key + "\" has a value that is not allowed: " + form);
        }
        return value;
    }

    private List<String> tags(FrontMatter matter) {
        var entry = matter.get("tags", 1);
        if (entry.values().size() > MAX_TAGS) {
            error(entry.line(), 1, "a case has at most " + MAX_TAGS + " tags");
        }
        for (var tag : entry.values()) {
            if (!TAG.matcher(tag).matches()) {
                error(entry.line(), 1, "\"" + tag + "\" is not a tag");
            }
        }
        return entry.values();
    }

    private void body(int from) {
        var section = Section.INTRODUCTION;
        for (int i = from; i < lines.size(); i++) {
            var line = lines.get(i);
            if (section == Section.FILES && files.takes(line, i + 1)) {
                continue;
            }
            if (line.startsWith("## ")) {
                section = section(line.substring(3).strip(), i + 1, section);
            } else if (section == Section.STEPS || section == Section.EXPECTED) {
                if (!line.isBlank() && !line.strip().startsWith("<!--")) {
                    step(line, i + 1, section);
                }
            }
        }
    }

    private Section section(String heading, int number, Section current) {
        return switch (heading) {
            case "Steps" -> opened(Section.STEPS, steps, number);
            case "Expected" -> opened(Section.EXPECTED, expected, number);
            case "Files" -> Section.FILES;
            case "Notes" -> Section.NOTES;
            default -> {
                error(number, 4, "a section is one of Steps, Expected, Files and Notes");
                yield current == Section.INTRODUCTION ? current : Section.NOTES;
            }
        };
    }

    private Section opened(Section section, List<String> already, int number) {
        if (!already.isEmpty()) {
            error(number, 4, "this section stands here twice");
        }
        return section;
    }

    private void step(String line, int number, Section section) {
        var marker = MARKER.matcher(line);
        if (!marker.matches()) {
            error(number, 1, "a step starts with \"- \"");
            return;
        }
        int before = marker.group(1).length();
        var step = marker.group(2).strip();
        switch (StepParser.parse(step)) {
            case ParseResult.NotUnderstood(var column, var message) ->
                    error(number, before + column, message);
            case ParseResult.Parsed(var read)
                    when section == Section.EXPECTED && !(read instanceof Step.Expect) ->
                    error(number, before + 1, "an expected outcome starts with Expect");
            case ParseResult.Parsed(var read) -> {
                note(read, number, before + 1);
                add(section == Section.STEPS ? steps : expected, step, number);
            }
        }
    }

    /** What a step needs beside itself. */
    private void note(Step step, int number, int column) {
        if (step instanceof Step.Run(var name)) {
            runs.add(new CaseFile.Reference(name, number, column));
        }
        if (step instanceof Step.Do(Action.Upload(var file, _), _, _)) {
            var message = "there is no \"" + file + "\" under ## Files";
            uploads.put(new LineError(path, number, column, message), file);
        }
    }

    private void refuseMissingFiles() {
        uploads.forEach((error, file) -> {
            if (files.all().stream().noneMatch(known -> known.name().equals(file))) {
                errors.add(error);
            }
        });
    }

    private void add(List<String> to, String step, int number) {
        if (to.size() == CaseFile.MAX_STEPS) {
            error(number, 1, "a section has at most " + CaseFile.MAX_STEPS + " lines");
        }
        to.add(step);
    }

    private void error(int line, int column, String message) {
        errors.add(new LineError(path, line, column, message));
    }
}

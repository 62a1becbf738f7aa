package io.certyn.protocol.step;

import io.certyn.protocol.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the files of a case: each a heading {@code ### name} and a fenced block with its text, or
 * with its bytes in Base64 where the fence says {@code base64}.
 */
final class CaseFiles {

    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile(CaseFile.FILE_NAME);
    private static final String FENCE = "```";

    private final Complaints complaints;
    private final List<Assignment.File> files = new ArrayList<>();
    private State state = new State.Outside();

    CaseFiles(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Takes what is wrong. */
    interface Complaints {
        void add(int line, int column, String message);
    }

    /** Where the reading stands. */
    private sealed interface State {

        record Outside() implements State {}

        /** A name was read, its block is still to come. */
        record Named(String name, int line) implements State {}

        record Inside(String name, int line, boolean base64, List<String> lines) implements State {}
    }

    List<Assignment.File> all() {
        return files;
    }

    /** Whether the line belongs to the files; a heading of a section may not, outside a block. */
    boolean takes(String line, int number) {
        return switch (state) {
            case State.Inside inside -> {
                state = inside(inside, line, number);
                yield true;
            }
            case State.Named named when line.startsWith(FENCE) -> {
                var kind = line.substring(FENCE.length()).strip();
                state =
                        new State.Inside(
                                named.name(), number, kind.equals("base64"), new ArrayList<>());
                yield true;
            }
            case State.Named _, State.Outside _ -> outside(line, number);
        };
    }

    private boolean outside(String line, int number) {
        if (line.startsWith("## ")) {
            end(number);
            return false;
        }
        if (line.startsWith("### ")) {
            end(number);
            named(line.substring("### ".length()).strip(), number);
        } else if (!line.isBlank()) {
            complaints.add(number, 1, "a file is a heading ### name and a block between ```");
        }
        return true;
    }

    private void named(String name, int number) {
        if (!NAME.matcher(name).matches()) {
            complaints.add(number, 5, "not the name of a file: letters, digits, dot, dash");
        } else if (files.stream().anyMatch(file -> file.name().equals(name))) {
            complaints.add(number, 5, "this file stands here twice");
        } else if (files.size() == MOST) {
            complaints.add(number, 1, "a case has at most " + MOST + " files");
        }
        state = new State.Named(name, number);
    }

    private State inside(State.Inside inside, String line, int number) {
        if (!line.equals(FENCE)) {
            inside.lines().add(line);
            return inside;
        }
        var text = String.join("\n", inside.lines());
        if (inside.base64()) {
            try {
                var joined = text.replaceAll("\\s", "");
                Base64.getDecoder().decode(joined);
                files.add(new Assignment.File(inside.name(), joined));
            } catch (IllegalArgumentException e) {
                complaints.add(number, 1, "the block of " + inside.name() + " is no Base64");
            }
        } else {
            var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
            files.add(
                    new Assignment.File(inside.name(), Base64.getEncoder().encodeToString(bytes)));
        }
        return new State.Outside();
    }

    /** Says what is missing where the section ends. */
    void end(int number) {
        switch (state) {
            case State.Named(var name, var line) ->
                    complaints.add(line, 1, "the block of " + name + " is missing");
            case State.Inside inside ->
                    complaints.add(
                            inside.line(), 1, "the block of " + inside.name() + " is never closed");
            case State.Outside _ -> {}
        }
        state = new State.Outside();
    }
}

package io.certyn.protocol.step;

import io.certyn.protocol.Assignment;
import java.util.List;

/**
 * A test case as it lies in a repository: a Markdown file with front matter ({@code key}, {@code
 * title}, {@code tags}), {@code ## Steps}, {@code ## Expected} and {@code ## Files}.
 *
 * @param steps grammar lines without their list marker
 * @param expected grammar lines, each an expectation
 * @param files what its steps upload
 * @param runs shared steps that it runs
 */
public record CaseFile(
        String key,
        String title,
        List<String> tags,
        List<String> steps,
        List<String> expected,
        List<Assignment.File> files,
        List<Reference> runs) {

    public static final int MAX_LINES = 2_000;
    public static final int MAX_STEPS = 200;

    /** What a file of a case may be called. */
    static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    public CaseFile {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
        files = List.copyOf(files);
        runs = List.copyOf(runs);
    }

    /**
     * A step that stands for shared steps.
     *
     * @param name key or title of the shared steps
     * @param line of the file, counted from 1, like the column
     */
    public record Reference(String name, int line, int column) {}

    /** A file as it was read, or everything that is wrong with it. */
    public sealed interface Reading {

        record Read(CaseFile file) implements Reading {}

        record Unreadable(List<LineError> errors) implements Reading {
            public Unreadable {
                errors = List.copyOf(errors);
            }
        }
    }

    public static Reading read(String path, String text) {
        return new CaseFileReader(path, text).read();
    }
}

package io.certyn.protocol.step;

import java.util.List;

/**
 * A test case as it lies in a repository: a Markdown file with front matter ({@code key}, {@code
 * title}, {@code tags}), {@code ## Steps} and {@code ## Expected}.
 *
 * @param steps grammar lines without their list marker
 * @param expected grammar lines, each an expectation
 */
public record CaseFile(
        String key, String title, List<String> tags, List<String> steps, List<String> expected) {

    public static final int MAX_LINES = 2_000;
    public static final int MAX_STEPS = 200;

    public CaseFile {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
    }

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

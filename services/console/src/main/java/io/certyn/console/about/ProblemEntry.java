package io.certyn.console.about;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one problem means and what to do about it, as {@code docs/problems.md} explains it. */
public record ProblemEntry(String code, String text) {

    private static final String HEADING = "## ";

    /** The entries of the document, by code: each begins with a heading of the second level. */
    public static Map<String, ProblemEntry> read(String markdown) {
        var entries = new LinkedHashMap<String, ProblemEntry>();
        for (var part : markdown.split("(?m)^(?=" + HEADING + ")", -1)) {
            if (part.startsWith(HEADING)) {
                var end = part.indexOf('\n');
                var line = end < 0 ? part : part.substring(0, end);
                var code = line.substring(HEADING.length()).strip();
                entries.put(code, new ProblemEntry(code, part.substring(line.length()).strip()));
            }
        }
        return entries;
    }
}

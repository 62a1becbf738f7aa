package io.certyn.protocol.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a case file between two lines of dashes. A small part of YAML on purpose: plain and
 * quoted scalars, and lists of them; what other tools keep under keys of their own is passed over.
 */
final class FrontMatter {

    private final Map<String, Entry> entries = new HashMap<>();

    /** A value with the line it stands on. */
    record Entry(int line, List<String> values) {}

    Entry get(String key, int lineIfAbsent) {
        return entries.getOrDefault(key, new Entry(lineIfAbsent, List.of()));
    }

    /** Reads the lines between the dashes; {@code first} is the number of the first of them. */
    static FrontMatter read(List<String> lines, int first, List<LineError> errors, String path) {
        var matter = new FrontMatter();
        Entry open = null;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var stripped = line.strip();
            int number = first + i;
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) || stripped.startsWith("- ")) {
                if (open != null && stripped.startsWith("- ")) {
                    open.values().add(scalar(stripped.substring(2)));
                }
                continue;
            }
            int colon = stripped.indexOf(':');
            if (colon <= 0) {
                errors.add(new LineError(path, number, 1, "expected \"key: value\""));
                continue;
            }
            var key = stripped.substring(0, colon).strip();
            open = new Entry(number, values(stripped.substring(colon + 1).strip()));
            if (matter.entries.put(key, open) != null) {
                errors.add(new LineError(path, number, 1, "\"" + key + "\" stands here twice"));
            }
        }
        return matter;
    }

    private static List<String> values(String text) {
        var values = new ArrayList<String>();
        if (text.startsWith("[") && text.endsWith("]")) {
            for (var item : text.substring(1, text.length() - 1).split(",", -1)) {
                if (!item.isBlank()) {
                    values.add(scalar(item));
                }
            }
        } else if (!text.isEmpty()) {
            values.add(scalar(text));
        }
        return values;
    }

    private static String scalar(String text) {
        var stripped = text.strip();
        if (stripped.length() >= 2) {
            char quote = stripped.charAt(0);
            if ((quote == '"' || quote == '\'')
                    && stripped.charAt(stripped.length() - 1) == quote) {
                return stripped.substring(1, stripped.length() - 1);
            }
        }
        int comment = stripped.indexOf(" #");
        return comment < 0 ? stripped : stripped.substring(0, comment).strip();
    }
}

package io.certyn.demoshop.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a query or of a submitted form; a field that is absent reads as empty. */
public record Fields(Map<String, String> values) {

    public static final Fields NONE = new Fields(Map.of());

    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_VALUE = 4_000;

    public Fields {
        values = Map.copyOf(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value without white space around it. */
    public String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** The value as a number of at most six digits, or the alternative when it is none. */
    public int number(String name, int otherwise) {
        var text = text(name);
        return text.matches("-?\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    static Fields read(String encoded) throws Refused {
        var values = new LinkedHashMap<String, String>();
        if (encoded.isEmpty()) {
            return NONE;
        }
        for (var pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (value.length() > LONGEST_VALUE || values.size() == MOST_FIELDS) {
                throw new Refused(400, "A form has at most 50 fields of 4,000 characters.");
            }
            values.putIfAbsent(name, value);
        }
        return new Fields(values);
    }

    static String decoded(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Refused(400, "The address or form has a broken percent sign.");
        }
    }
}

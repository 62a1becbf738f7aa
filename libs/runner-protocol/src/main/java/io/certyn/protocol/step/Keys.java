package io.certyn.protocol.step;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys a case can press, in any case, and how the browser spells them. */
final class Keys {

    private static final Map<String, String> MODIFIERS =
            Map.of(
                    "shift", "Shift",
                    "control", "Control",
                    "ctrl", "Control",
                    "alt", "Alt",
                    "meta", "Meta");

    private static final Map<String, String> NAMED = new TreeMap<>();

    static {
        for (var key :
                new String[] {
                    "Enter",
                    "Escape",
                    "Tab",
                    "Space",
                    "Backspace",
                    "Delete",
                    "Insert",
                    "Home",
                    "End",
                    "PageUp",
                    "PageDown",
                    "ArrowUp",
                    "ArrowDown",
                    "ArrowLeft",
                    "ArrowRight"
                }) {
            NAMED.put(key.toLowerCase(Locale.ROOT), key);
        }
        for (int number = 1; number <= 12; number++) {
            NAMED.put("f" + number, "F" + number);
        }
        NAMED.put("esc", "Escape");
    }

    private Keys() {}

    /** A key with its modifiers, such as {@code ctrl+a}, or nothing if there is no such key. */
    static Optional<String> read(String text) {
        // The plus sign is a key too: the last character belongs to the key in any case.
        int last = text.lastIndexOf('+', text.length() - 2);
        var spelled = new StringBuilder();
        if (last > 0) {
            for (var modifier : text.substring(0, last).split("\\+", -1)) {
                var known = MODIFIERS.get(modifier.toLowerCase(Locale.ROOT));
                if (known == null) {
                    return Optional.empty();
                }
                spelled.append(known).append('+');
            }
        }
        return key(text.substring(last > 0 ? last + 1 : 0)).map(key -> spelled + key);
    }

    private static Optional<String> key(String key) {
        if (key.codePointCount(0, key.length()) == 1) {
            return Optional.of(key);
        }
        return Optional.ofNullable(NAMED.get(key.toLowerCase(Locale.ROOT)));
    }
}

package io.certyn.security;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/**
 * One way in which a secret may appear: a row of units, each with the spellings it may have. All
 * spellings are followed side by side, so that a hostile text cannot make matching slow.
 */
record SecretForm(List<List<Spelling>> units) {

    /** How one unit may be written. */
    static final class Spelling {

        private final byte[] bytes;

        /** Escapes are equal in either case, the secret itself is not. */
        private final boolean anyCase;

        Spelling(String text, boolean anyCase) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
            this.anyCase = anyCase;
        }

        boolean matches(byte[] data, int at, int to) {
            if (to - at < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                int expected = bytes[i];
                int found = data[at + i];
                if (expected != found && !(anyCase && lower(expected) == lower(found))) {
                    return false;
                }
            }
            return true;
        }
    }

    int longest() {
        return units.stream()
                .mapToInt(unit -> unit.stream().mapToInt(s -> s.bytes.length).max().orElse(0))
                .sum();
    }

    void markFirst(boolean[] first) {
        for (var spelling : units.getFirst()) {
            int begin = spelling.bytes[0];
            first[begin & 0xff] = true;
            if (spelling.anyCase) {
                first[lower(begin) & 0xff] = true;
                first[upper(begin) & 0xff] = true;
            }
        }
    }

    /** Where the longest match from here ends; negative if there is none. */
    int match(byte[] data, int from, int to) {
        if (units.getFirst().stream().noneMatch(s -> s.matches(data, from, to))) {
            return -1;
        }
        var reached = new BitSet();
        reached.set(0);
        for (var unit : units) {
            reached = step(unit, reached, data, from, to);
            if (reached.isEmpty()) {
                return -1;
            }
        }
        return from + reached.length() - 1;
    }

    private static BitSet step(List<Spelling> unit, BitSet reached, byte[] data, int from, int to) {
        var next = new BitSet();
        for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
            for (var spelling : unit) {
                if (spelling.matches(data, from + at, to)) {
                    next.set(at + spelling.bytes.length);
                }
            }
        }
        return next;
    }

    private static int lower(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    private static int upper(int letter) {
        return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    }
}

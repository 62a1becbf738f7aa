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

        boolean beginsWith(byte begin) {
            return bytes[0] == begin || (anyCase && lower(bytes[0]) == lower(begin));
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

    /** Whether a match can begin with this byte. */
    boolean beginsWith(byte begin) {
        return units.getFirst().stream().anyMatch(spelling -> spelling.beginsWith(begin));
    }

    /** Where the longest match from here ends; negative if there is none. */
    int match(byte[] data, int from, int to) {
        int end = from;
        for (int i = 0; i < units.size(); i++) {
            int next = -1;
            for (var spelling : units.get(i)) {
                if (spelling.matches(data, end, to)) {
                    if (next >= 0) {
                        return matchEveryWay(i, end, data, to);
                    }
                    next = end + spelling.bytes.length;
                }
            }
            if (next < 0) {
                return -1;
            }
            end = next;
        }
        return end;
    }

    /** The rare case of text that can be read in several ways, from the unit where they part. */
    private int matchEveryWay(int first, int from, byte[] data, int to) {
        var reached = new BitSet();
        reached.set(0);
        for (var unit : units.subList(first, units.size())) {
            var next = new BitSet();
            for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
                for (var spelling : unit) {
                    if (spelling.matches(data, from + at, to)) {
                        next.set(at + spelling.bytes.length);
                    }
                }
            }
            if (next.isEmpty()) {
                return -1;
            }
            reached = next;
        }
        return from + reached.length() - 1;
    }

    private static int lower(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}

package io.certyn.security;

import io.certyn.security.SecretForm.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The forms of one secret value: escaped text, Base64 at three alignments, hexadecimal. */
final class SecretForms {

    private static final Map<Integer, String> SHORT_JSON =
            Map.of(
                    (int) '"', "\\\"",
                    (int) '\\', "\\\\",
                    (int) '/', "\\/",
                    (int) '\b', "\\b",
                    (int) '\f', "\\f",
                    (int) '\n', "\\n",
                    (int) '\r', "\\r",
                    (int) '\t', "\\t");

    private static final Map<Integer, List<String>> NAMED_HTML =
            Map.of(
                    (int) '&', List.of("&amp;", "&amp;amp;"),
                    (int) '<', List.of("&lt;", "&amp;lt;"),
                    (int) '>', List.of("&gt;", "&amp;gt;"),
                    (int) '"', List.of("&quot;", "&amp;quot;"),
                    (int) '\'', List.of("&apos;", "&amp;apos;"));

    /** Long Base64 is broken into lines, and those may sit in JSON. */
    private static final List<String> BREAKS = List.of("\n", "\r\n", "\\n", "\\r\\n");

    private SecretForms() {}

    static List<SecretForm> of(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                escaped(secret), base64(bytes, 0), base64(bytes, 1), base64(bytes, 2), hex(bytes));
    }

    private static SecretForm escaped(String secret) {
        return new SecretForm(secret.codePoints().mapToObj(SecretForms::spellings).toList());
    }

    private static List<Spelling> spellings(int codePoint) {
        var spellings = new ArrayList<Spelling>();
        var raw = Character.toString(codePoint);
        spellings.add(exactly(raw));
        url(raw, spellings);
        json(codePoint, spellings);
        html(codePoint, spellings);
        return List.copyOf(spellings);
    }

    private static void url(String raw, List<Spelling> spellings) {
        var hex = HexFormat.of().formatHex(raw.getBytes(StandardCharsets.UTF_8));
        spellings.add(anyCase(hex.replaceAll("..", "%$0")));
        spellings.add(anyCase(hex.replaceAll("..", "%25$0")));
        // Quoted-printable, as in mail.
        spellings.add(anyCase(hex.replaceAll("..", "=$0")));
        if (raw.equals(" ")) {
            spellings.add(exactly("+"));
            spellings.add(anyCase("%2b"));
        }
    }

    private static void json(int codePoint, List<Spelling> spellings) {
        var unicode = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
            unicode.append("\\u%04x".formatted((int) unit));
        }
        escape(unicode.toString(), spellings);
        if (codePoint < 256) {
            escape("\\x%02x".formatted(codePoint), spellings);
        }
        var brief = SHORT_JSON.get(codePoint);
        if (brief != null) {
            escape(brief, spellings);
        }
    }

    /** The escape, and the same within a JSON text that is itself a string in JSON. */
    private static void escape(String escape, List<Spelling> spellings) {
        spellings.add(anyCase(escape));
        spellings.add(anyCase(escape.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    private static void html(int codePoint, List<Spelling> spellings) {
        for (var format :
                List.of("&#%d;", "&#%03d;", "&#x%x;", "&#x%02x;", "&#x%04x;", "&amp;#%d;")) {
            spellings.add(anyCase(format.formatted(codePoint)));
        }
        NAMED_HTML.getOrDefault(codePoint, List.of()).stream()
                .map(SecretForms::anyCase)
                .forEach(spellings::add);
    }

    /**
     * The letters that the value alone decides when that many bytes stand before it. The letters at
     * its edges also hold bits of its neighbours and are left.
     */
    private static SecretForm base64(byte[] secret, int before) {
        var padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        var letters = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int from = (before * 8 + 5) / 6;
        int to = padded.length * 8 / 6;
        var units = new ArrayList<List<Spelling>>();
        for (int i = from; i < to; i++) {
            units.add(letterOfBase64(letters.charAt(i), i > from));
        }
        return new SecretForm(List.copyOf(units));
    }

    private static List<Spelling> letterOfBase64(char letter, boolean inside) {
        var spellings = new ArrayList<Spelling>();
        switch (letter) {
            case '+' -> List.of("+", "-", "%2b", "\\u002b").forEach(s -> spellings.add(anyCase(s)));
            case '/' -> List.of("/", "_", "%2f", "\\/").forEach(s -> spellings.add(anyCase(s)));
            default -> {
                spellings.add(exactly(String.valueOf(letter)));
                if (inside) {
                    BREAKS.forEach(line -> spellings.add(exactly(line + letter)));
                }
            }
        }
        return List.copyOf(spellings);
    }

    private static SecretForm hex(byte[] secret) {
        var units = new ArrayList<List<Spelling>>();
        for (byte value : secret) {
            units.add(List.of(anyCase(HexFormat.of().toHexDigits(value))));
        }
        return new SecretForm(List.copyOf(units));
    }

    private static Spelling exactly(String text) {
        return new Spelling(text, false);
    }

    private static Spelling anyCase(String text) {
        return new Spelling(text, true);
    }
}

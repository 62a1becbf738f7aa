package io.certyn.agent.find;

/** One line of a snapshot after its dash: a key and perhaps a value, each quoted as YAML asks. */
record SnapshotLine(String key, String value) {

    static SnapshotLine read(String text) {
        if (text.startsWith("'")) {
            int end = closingSingle(text);
            var key = text.substring(1, end).replace("''", "'");
            return new SnapshotLine(key, value(text.substring(Math.min(end + 1, text.length()))));
        }
        int colon = endOfKey(text);
        return new SnapshotLine(text.substring(0, colon), value(text.substring(colon)));
    }

    private static int endOfKey(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = closingQuote(text, at);
            } else if (c == ':' && (at + 1 == text.length() || text.charAt(at + 1) == ' ')) {
                return at;
            }
            at++;
        }
        return text.length();
    }

    private static String value(String afterKey) {
        var text = afterKey.startsWith(":") ? afterKey.substring(1).strip() : afterKey.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return unescape(text.substring(1, text.length() - 1));
        }
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        return text;
    }

    /** Index of the double quote that closes the one at {@code open}, or the end. */
    static int closingQuote(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return text.length();
    }

    private static int closingSingle(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return text.length();
    }

    static String unescape(String text) {
        var plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at = unescape(text, at + 1, plain);
            } else {
                plain.append(c);
                at++;
            }
        }
        return plain.toString();
    }

    /** Takes what follows a backslash and returns the place after it. */
    private static int unescape(String text, int at, StringBuilder plain) {
        char escaped = text.charAt(at);
        return switch (escaped) {
            case 'x' -> code(text, at + 1, 2, plain);
            case 'u' -> code(text, at + 1, 4, plain);
            default -> {
                plain.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
                yield at + 1;
            }
        };
    }

    private static int code(String text, int at, int digits, StringBuilder plain) {
        int end = Math.min(text.length(), at + digits);
        try {
            plain.append((char) Integer.parseInt(text, at, end, 16));
            return end;
        } catch (NumberFormatException _) {
            return at;
        }
    }
}

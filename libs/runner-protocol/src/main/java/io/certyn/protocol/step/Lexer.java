package io.certyn.protocol.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a line into words and quoted texts; templates are recognised in both. */
final class Lexer {

    private static final Pattern VARIABLE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");
    private static final Set<String> BUILT_IN = Set.of("env.url", "random.email");

    private final String line;
    private int at;

    Lexer(String line) {
        this.line = line;
    }

    /** All tokens of the line; the last one is its end. */
    List<Token> tokens() throws NotUnderstoodException {
        var tokens = new ArrayList<Token>();
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                tokens.add(new Token.End(at + 1));
                return tokens;
            }
            tokens.add(isQuote(line.charAt(at)) ? quoted() : word());
        }
    }

    private Token quoted() throws NotUnderstoodException {
        int start = at;
        char close = line.charAt(at) == '“' ? '”' : '"';
        at++;
        var text = new TextBuilder();
        while (true) {
            if (at == line.length()) {
                throw new NotUnderstoodException(start + 1, "this quote is never closed");
            }
            char next = line.charAt(at);
            if (next == close) {
                at++;
                return new Token.Quoted(start + 1, text.build());
            }
            if (line.startsWith("{{", at)) {
                text.variable(variable());
            } else if (next == '\\') {
                text.literal(escaped());
            } else {
                text.literal(next);
                at++;
            }
        }
    }

    private char escaped() throws NotUnderstoodException {
        if (at + 1 < line.length()) {
            char escaped = line.charAt(at + 1);
            if (escaped == '"' || escaped == '\\' || escaped == '”') {
                at += 2;
                return escaped;
            }
        }
        // A lone backslash stays one, so that "\d+" is a pattern and "C:\temp" a path.
        at++;
        return '\\';
    }

    private Token word() throws NotUnderstoodException {
        int start = at;
        var text = new TextBuilder();
        while (at < line.length()
                && !Character.isWhitespace(line.charAt(at))
                && !isQuote(line.charAt(at))) {
            if (line.startsWith("{{", at)) {
                text.variable(variable());
            } else {
                text.literal(line.charAt(at));
                at++;
            }
        }
        return new Token.Word(start + 1, line.substring(start, at), text.build());
    }

    private String variable() throws NotUnderstoodException {
        int start = at;
        int end = line.indexOf("}}", start);
        if (end < 0) {
            throw new NotUnderstoodException(start + 1, "this {{ is never closed by }}");
        }
        var name = line.substring(start + 2, end).strip();
        if (name.startsWith("secret.")) {
            throw new NotUnderstoodException(start + 1, "secrets are not supported yet");
        }
        if (name.equals("now")
                || name.startsWith("now+")
                || name.startsWith("now-")
                || name.startsWith("now|")) {
            throw new NotUnderstoodException(start + 1, "{{now}} is not supported yet");
        }
        if (!VARIABLE.matcher(name).matches()) {
            throw new NotUnderstoodException(
                    start + 1, "\"" + name + "\" is not the name of a variable");
        }
        boolean reserved = name.startsWith("env.") || name.startsWith("random.");
        if (reserved && !BUILT_IN.contains(name)) {
            throw new NotUnderstoodException(
                    start + 1, "{{" + name + "}} is unknown; there are env.url and random.email");
        }
        at = end + 2;
        return name;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '“';
    }

    /** Joins neighbouring characters into one literal. */
    private static final class TextBuilder {

        private final List<Text.Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        void literal(char c) {
            literal.append(c);
        }

        void variable(String name) {
            flush();
            parts.add(new Text.Part.Variable(name));
        }

        Text build() {
            flush();
            return new Text(parts);
        }

        private void flush() {
            if (!literal.isEmpty()) {
                parts.add(new Text.Part.Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}

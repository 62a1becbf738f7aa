package io.certyn.protocol.step;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words and quoted texts; templates are recognised in both. */
final class Lexer {

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
                text.part(template());
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
                text.part(template());
            } else {
                text.literal(line.charAt(at));
                at++;
            }
        }
        return new Token.Word(start + 1, line.substring(start, at), text.build());
    }

    private Text.Part template() throws NotUnderstoodException {
        int start = at;
        int end = line.indexOf("}}", start);
        if (end < 0) {
            throw new NotUnderstoodException(start + 1, "this {{ is never closed by }}");
        }
        var part = Templates.read(line.substring(start + 2, end), start + 1);
        at = end + 2;
        return part;
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

        void part(Text.Part part) {
            flush();
            parts.add(part);
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

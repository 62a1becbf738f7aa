package io.certyn.protocol.step;

import java.util.List;

/**
 * Reads one line of a case. The same parser serves the import of cases, the editor and the agent,
 * so that a line means the same everywhere.
 */
public final class StepParser {

    /** The longest line that is read. */
    public static final int MAX_LINE = 2_000;

    private StepParser() {}

    public static ParseResult parse(String line) {
        if (line.length() > MAX_LINE) {
            return new ParseResult.NotUnderstood(
                    MAX_LINE + 1, "a line has at most " + MAX_LINE + " characters");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i)) && line.charAt(i) != '\t') {
                return new ParseResult.NotUnderstood(i + 1, "a control character is not allowed");
            }
        }
        try {
            var tokens = new Lexer(line).tokens();
            var step = read(new Cursor(tokens));
            refuseSecrets(tokens, step);
            return new ParseResult.Parsed(step);
        } catch (NotUnderstoodException e) {
            return e.result();
        }
    }

    /** A secret is typed into a field, as it is; anywhere else it would be shown. */
    private static void refuseSecrets(List<Token> tokens, Step step) throws NotUnderstoodException {
        for (var token : tokens) {
            if (token.text().hasSecret() && !isTyped(token.text(), step)) {
                throw new NotUnderstoodException(
                        token.column(),
                        "a secret can only be the whole value of a field, as in Fill \"Password\""
                                + " with {{secret.password}}");
            }
        }
    }

    private static boolean isTyped(Text text, Step step) {
        return step instanceof Step.Do(Action.Fill(var target, var value), _, _)
                && value.equals(text)
                && text.secret().isPresent()
                && !target.name().hasSecret();
    }

    private static Step read(Cursor cursor) throws NotUnderstoodException {
        if (cursor.atEnd()) {
            throw cursor.refuse("the line is empty");
        }
        if (cursor.takeAny("expect", "verify")) {
            return new ExpectationGrammar(cursor).read();
        }
        if (cursor.sees("check") && checksSomething(cursor)) {
            cursor.next();
            return new ExpectationGrammar(cursor).read();
        }
        if (cursor.take("run")) {
            return shared(cursor);
        }
        return new ActionGrammar(cursor).read();
    }

    private static Step shared(Cursor cursor) throws NotUnderstoodException {
        cursor.take("the");
        cursor.take("shared");
        cursor.take("steps");
        if (!(cursor.peek() instanceof Token.Quoted quoted)
                || !quoted.text().isLiteral()
                || quoted.text().source().isBlank()) {
            throw cursor.expected("the key or title of shared steps in quotes");
        }
        cursor.next();
        if (!cursor.atEnd()) {
            throw cursor.refuse("did not expect " + cursor.peek().shown() + " here");
        }
        return new Step.Run(quoted.text().source());
    }

    /**
     * {@code Check "T"} ticks a box; with {@code that}, a page word or a predicate after the name
     * it is an expectation.
     */
    private static boolean checksSomething(Cursor cursor) {
        for (int ahead = 1; !cursor.endsAt(ahead); ahead++) {
            switch (cursor.wordAhead(ahead)) {
                case "that", "url", "title", "no", "request", "download" -> {
                    if (ahead <= 3) {
                        return true;
                    }
                }
                case "is", "are", "to", "has", "contains", "text", "value", "count", "not" -> {
                    return true;
                }
                case "visible" -> {
                    return !cursor.wordAhead(ahead - 1).equals("if");
                }
                case "hidden", "enabled", "disabled", "checked", "unchecked", "focused" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}

package io.certyn.protocol.step;

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
            return new ParseResult.Parsed(read(new Cursor(new Lexer(line).tokens())));
        } catch (NotUnderstoodException e) {
            return e.result();
        }
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
        return new ActionGrammar(cursor).read();
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

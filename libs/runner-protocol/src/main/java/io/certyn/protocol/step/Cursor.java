package io.certyn.protocol.step;

import java.util.List;

/** A place in the tokens of one line. */
final class Cursor {

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        var token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    int column() {
        return peek().column();
    }

    /** Whether the line goes on with these lower-case words. */
    boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!wordAt(at + i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The lower-case word so many tokens ahead, or nothing if there is a quote or the end. */
    String wordAhead(int ahead) {
        return wordAt(at + ahead);
    }

    boolean take(String... words) {
        if (!sees(words)) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            next();
        }
        return true;
    }

    boolean takeAny(String... words) {
        for (var word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    boolean seesQuoteAhead(int ahead) {
        return at + ahead < tokens.size() && tokens.get(at + ahead) instanceof Token.Quoted;
    }

    boolean atEnd() {
        return peek() instanceof Token.End;
    }

    boolean endsAt(int ahead) {
        return at + ahead >= tokens.size() - 1;
    }

    NotUnderstoodException refuse(String message) {
        return new NotUnderstoodException(column(), message);
    }

    NotUnderstoodException expected(String what) {
        return refuse("expected " + what + ", found " + peek().shown());
    }

    private String wordAt(int index) {
        return index < tokens.size() && tokens.get(index) instanceof Token.Word word
                ? word.lower()
                : "";
    }
}

package io.certyn.protocol.step;

import io.certyn.protocol.step.Expectation.Downloaded;
import io.certyn.protocol.step.Expectation.NoConsoleErrors;
import io.certyn.protocol.step.Expectation.NoFailedRequests;
import io.certyn.protocol.step.Expectation.Requested;
import io.certyn.protocol.step.Expectation.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what is expected of a page's console, requests and downloads. */
final class TrafficGrammar {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Cursor cursor;

    TrafficGrammar(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Nothing where the line speaks of something else. */
    Optional<Expectation> read() throws NotUnderstoodException {
        if (cursor.take("no")) {
            return Optional.of(none());
        }
        if (takes("request")) {
            return Optional.of(request());
        }
        return takes("download") ? Optional.of(download()) : Optional.empty();
    }

    private boolean takes(String word) {
        return cursor.take(word) || cursor.take("a", word) || cursor.take("the", word);
    }

    private Expectation none() throws NotUnderstoodException {
        if (cursor.take("console", "errors")) {
            return new NoConsoleErrors();
        }
        if (cursor.take("failed", "requests")) {
            return new NoFailedRequests();
        }
        throw cursor.expected("console errors or failed requests");
    }

    private Expectation request() throws NotUnderstoodException {
        int column = cursor.column();
        var method = cursor.wordAhead(0).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new NotUnderstoodException(
                    column, "expected a method: " + String.join(", ", METHODS));
        }
        cursor.next();
        var address = Addresses.read(cursor);
        cursor.take("with");
        if (!cursor.take("status")) {
            throw cursor.expected("\"status\" and a number such as 200, or 2xx");
        }
        return new Requested(method, address, status());
    }

    private Status status() throws NotUnderstoodException {
        var word = cursor.wordAhead(0);
        if (!word.matches("[1-5](\\d\\d|xx)")) {
            throw cursor.expected("a status such as 200, or 2xx");
        }
        cursor.next();
        if (word.endsWith("xx")) {
            int from = 100 * Character.digit(word.charAt(0), 10);
            return new Status(from, from + 99);
        }
        int code = Integer.parseInt(word);
        return new Status(code, code);
    }

    private Expectation download() throws NotUnderstoodException {
        cursor.take("of");
        return new Downloaded(
                cursor.peek() instanceof Token.Quoted
                        ? Optional.of(Values.read(cursor))
                        : Optional.empty());
    }
}

package io.certyn.protocol.step;

import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code 10 s}, {@code 10s}, {@code 500 ms}, {@code 2 seconds}. */
final class Times {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})([a-z]*)");

    private Times() {}

    static boolean ahead(Cursor cursor) {
        return NUMBER.matcher(cursor.wordAhead(0)).matches();
    }

    static Duration read(Cursor cursor, Duration most) throws NotUnderstoodException {
        int column = cursor.column();
        var matcher = NUMBER.matcher(cursor.wordAhead(0));
        if (!matcher.matches()) {
            throw cursor.expected("a time such as 10 s");
        }
        cursor.next();
        long number = Long.parseLong(matcher.group(1));
        var unit = matcher.group(2);
        if (unit.isEmpty()) {
            unit = cursor.wordAhead(0);
            if (!isUnit(unit)) {
                throw cursor.expected("s or ms after the number");
            }
            cursor.next();
        } else if (!isUnit(unit)) {
            throw new NotUnderstoodException(column, "\"" + unit + "\" is no unit; use s or ms");
        }
        var time = unit.startsWith("m") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        if (time.isZero() || time.compareTo(most) > 0) {
            throw new NotUnderstoodException(
                    column, "a time here is more than 0 and at most " + most.toSeconds() + " s");
        }
        return time;
    }

    private static boolean isUnit(String word) {
        return switch (word) {
            case "s", "sec", "second", "seconds", "ms", "milliseconds" -> true;
            default -> false;
        };
    }
}

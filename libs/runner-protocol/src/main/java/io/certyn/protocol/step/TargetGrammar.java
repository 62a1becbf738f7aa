package io.certyn.protocol.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a step points at, and the modifiers that may follow it anywhere in the line. */
final class TargetGrammar {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Pattern ORDINAL = Pattern.compile("([1-9]\\d{0,2})(st|nd|rd|th)");

    private final Cursor cursor;
    private final List<Target.Scope> scopes = new ArrayList<>();
    private Optional<Target.Beside> beside = Optional.empty();
    private boolean exactly;
    private boolean ifVisible;
    private Optional<Duration> within = Optional.empty();

    TargetGrammar(Cursor cursor) {
        this.cursor = cursor;
    }

    boolean ifVisible() {
        return ifVisible;
    }

    Optional<Duration> within() {
        return within;
    }

    /** Whether a modifier says which element is meant. */
    boolean narrowed() {
        return exactly || beside.isPresent() || !scopes.isEmpty();
    }

    /** A target before its modifiers are complete: they may also stand at the end of the line. */
    record Named(Text name, Optional<Role> role, Optional<Target.Position> position) {}

    Named named() throws NotUnderstoodException {
        cursor.takeAny("the", "a", "an");
        if (cursor.take("exactly")) {
            exactly = true;
        }
        var position = position();
        var before = role();
        if (!(cursor.peek() instanceof Token.Quoted quoted)) {
            throw cursor.expected("a name in quotes");
        }
        cursor.next();
        var name = notEmpty(quoted);
        var after = before.isEmpty() ? role() : Optional.<Role>empty();
        modifiers();
        return new Named(name, before.or(() -> after), position);
    }

    /** The target with every modifier read by now. */
    Target complete(Named named) {
        return new Target(named.name(), named.role(), named.position(), exactly, beside, scopes);
    }

    /** Takes all modifiers that stand here. */
    void modifiers() throws NotUnderstoodException {
        while (true) {
            if (cursor.sees("exactly")) {
                once(exactly);
                cursor.next();
                exactly = true;
            } else if (cursor.sees("if", "visible")) {
                once(ifVisible);
                cursor.take("if", "visible");
                ifVisible = true;
            } else if (cursor.sees("within") && !scopeAhead()) {
                once(within.isPresent());
                cursor.next();
                within = Optional.of(Times.read(cursor, LONGEST_WAIT));
            } else if ((cursor.sees("in") || cursor.sees("within")) && scopeAhead()) {
                cursor.next();
                scopes.add(place("the name of a section in quotes"));
            } else {
                var side = side();
                if (side.isEmpty()) {
                    return;
                }
                once(beside.isPresent());
                beside = Optional.of(beside(side.get()));
            }
        }
    }

    private Optional<Target.Side> side() {
        return Stream.of(Target.Side.values())
                .filter(side -> cursor.sees(side.words().split(" ")))
                .findFirst();
    }

    private Target.Beside beside(Target.Side side) throws NotUnderstoodException {
        cursor.take(side.words().split(" "));
        var other = place("the name of another element in quotes");
        return new Target.Beside(side, other.name(), other.role());
    }

    private void once(boolean before) throws NotUnderstoodException {
        if (before) {
            throw cursor.refuse("\"" + cursor.peek().shown() + "\" stands here twice");
        }
    }

    private boolean scopeAhead() {
        return !Character.isDigit((cursor.wordAhead(1) + " ").charAt(0));
    }

    private Target.Scope place(String what) throws NotUnderstoodException {
        cursor.takeAny("the", "a", "an");
        var before = role();
        if (!(cursor.peek() instanceof Token.Quoted quoted)) {
            throw cursor.expected(what);
        }
        cursor.next();
        var name = notEmpty(quoted);
        return new Target.Scope(name, before.isPresent() ? before : role());
    }

    private Optional<Role> role() {
        var one = cursor.wordAhead(0);
        var two = Role.named(one + " " + cursor.wordAhead(1));
        if (two.isPresent()) {
            cursor.next();
            cursor.next();
            return two;
        }
        var single = Role.named(one);
        if (single.isPresent()) {
            cursor.next();
        }
        return single;
    }

    /** Which one, said by an ordinal. */
    Optional<Target.Position> position() throws NotUnderstoodException {
        if (cursor.take("last")) {
            return Optional.of(new Target.Position.Last());
        }
        if (cursor.take("first")) {
            return Optional.of(new Target.Position.Nth(1));
        }
        if (cursor.take("second")) {
            return Optional.of(new Target.Position.Nth(2));
        }
        if (cursor.take("third")) {
            return Optional.of(new Target.Position.Nth(3));
        }
        var matcher = ORDINAL.matcher(cursor.wordAhead(0));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        if (!suffix(number).equals(matcher.group(2))) {
            throw cursor.refuse("\"" + cursor.peek().shown() + "\" is no ordinal");
        }
        cursor.next();
        return Optional.of(new Target.Position.Nth(number));
    }

    static String suffix(int number) {
        if (number % 100 >= 11 && number % 100 <= 13) {
            return "th";
        }
        return switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static Text notEmpty(Token.Quoted quoted) throws NotUnderstoodException {
        if (quoted.text().isLiteral() && quoted.text().source().isBlank()) {
            throw new NotUnderstoodException(quoted.column(), "a name cannot be empty");
        }
        return quoted.text();
    }
}

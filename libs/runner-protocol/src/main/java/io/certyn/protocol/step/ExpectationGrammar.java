package io.certyn.protocol.step;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.Contains;
import io.certyn.protocol.step.Expectation.HasCount;
import io.certyn.protocol.step.Expectation.HasState;
import io.certyn.protocol.step.Expectation.HasText;
import io.certyn.protocol.step.Expectation.HasValue;
import io.certyn.protocol.step.Expectation.State;
import io.certyn.protocol.step.Expectation.Title;
import io.certyn.protocol.step.Expectation.Url;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the lines that check something; the verb has been taken. */
final class ExpectationGrammar {

    private static final int MOST_COUNTED = 10_000;

    private final Cursor cursor;
    private final TargetGrammar targets;

    ExpectationGrammar(Cursor cursor) {
        this.cursor = cursor;
        this.targets = new TargetGrammar(cursor);
    }

    Step read() throws NotUnderstoodException {
        cursor.take("that");
        var traffic = new TrafficGrammar(cursor).read();
        if (traffic.isPresent()) {
            return ofTraffic(traffic.get());
        }
        return seesPage() ? ofPage() : ofTarget();
    }

    private Step ofTraffic(Expectation expectation) throws NotUnderstoodException {
        int column = cursor.column();
        targets.modifiers();
        refuseScopes(column);
        return finish(expectation);
    }

    /** Whether the line speaks of the page's address or title. */
    private boolean seesPage() {
        int skip = cursor.sees("the") ? 1 : 0;
        skip += cursor.wordAhead(skip).equals("page") ? 1 : 0;
        var word = cursor.wordAhead(skip);
        return word.equals("url") || word.equals("title");
    }

    private Step ofPage() throws NotUnderstoodException {
        cursor.take("the");
        cursor.take("page");
        boolean url = cursor.sees("url");
        cursor.next();
        var comparison = comparison();
        int column = cursor.column();
        var value = Values.read(cursor);
        if (comparison == Comparison.MATCHES) {
            checkPattern(column, value);
        }
        var expectation = url ? new Url(comparison, value) : new Title(comparison, value);
        targets.modifiers();
        refuseScopes(column);
        return finish(expectation);
    }

    private Comparison comparison() throws NotUnderstoodException {
        if (cursor.take("contains") || cursor.take("to", "contain")) {
            return Comparison.CONTAINS;
        }
        if (cursor.take("matches") || cursor.take("to", "match")) {
            return Comparison.MATCHES;
        }
        if (cursor.take("is") || cursor.take("to", "be")) {
            return Comparison.IS;
        }
        throw cursor.expected("contains, matches or is");
    }

    private static void checkPattern(int column, Text value) throws NotUnderstoodException {
        var pattern = new StringBuilder();
        for (var part : value.parts()) {
            pattern.append(
                    switch (part) {
                        case Text.Part.Literal(var literal) -> literal;
                        // Values stand for themselves, so any text will do here.
                        case Text.Part.Variable _, Text.Part.Secret _, Text.Part.Now _ ->
                                Pattern.quote("value");
                    });
        }
        try {
            Pattern.compile(pattern.toString());
        } catch (PatternSyntaxException e) {
            throw new NotUnderstoodException(
                    column, "not a regular expression: " + e.getDescription());
        }
    }

    private void refuseScopes(int column) throws NotUnderstoodException {
        if (targets.narrowed()) {
            throw new NotUnderstoodException(
                    column, "this is in no section; only \"within 10 s\" fits here");
        }
    }

    private Step ofTarget() throws NotUnderstoodException {
        var named = targets.named();
        var expectation = predicate();
        targets.modifiers();
        var finished = expectation.apply(targets.complete(named));
        if (finished instanceof HasCount(var target, _) && target.beside().isPresent()) {
            throw cursor.refuse("of those beside another element only the closest is meant");
        }
        return finish(finished);
    }

    private Function<Target, Expectation> predicate() throws NotUnderstoodException {
        if (cursor.take("contains") || cursor.take("to", "contain")) {
            cursor.take("text");
            var text = Values.read(cursor);
            return target -> new Contains(target, text);
        }
        boolean has = cursor.take("has") || cursor.take("to", "have");
        if (cursor.take("text")) {
            var text = Values.read(cursor);
            return target -> new HasText(target, text);
        }
        if (cursor.take("value")) {
            var value = Values.read(cursor);
            return target -> new HasValue(target, value);
        }
        if (cursor.take("count")) {
            int count = count();
            return target -> new HasCount(target, count);
        }
        if (has) {
            throw cursor.expected("text, value or count");
        }
        var state = state();
        return target -> new HasState(target, state);
    }

    private int count() throws NotUnderstoodException {
        var word = cursor.wordAhead(0);
        if (!word.matches("\\d{1,5}") || Integer.parseInt(word) > MOST_COUNTED) {
            throw cursor.expected("a number up to " + MOST_COUNTED);
        }
        cursor.next();
        return Integer.parseInt(word);
    }

    private State state() throws NotUnderstoodException {
        boolean linked = cursor.take("is") || cursor.take("are") || cursor.take("to", "be");
        boolean not = cursor.take("not");
        var state =
                switch (cursor.wordAhead(0)) {
                    case "visible" -> not ? State.HIDDEN : State.VISIBLE;
                    case "hidden" -> not ? State.VISIBLE : State.HIDDEN;
                    case "enabled" -> not ? State.DISABLED : State.ENABLED;
                    case "disabled" -> not ? State.ENABLED : State.DISABLED;
                    case "checked" -> not ? State.UNCHECKED : State.CHECKED;
                    case "unchecked" -> not ? State.CHECKED : State.UNCHECKED;
                    case "focused" -> not ? State.UNFOCUSED : State.FOCUSED;
                    default ->
                            throw cursor.expected(
                                    linked || not
                                            ? "visible, hidden, enabled, disabled, checked or"
                                                    + " focused"
                                            : "a state such as visible, or has text, contains, has"
                                                    + " value, count");
                };
        cursor.next();
        return state;
    }

    private Step finish(Expectation expectation) throws NotUnderstoodException {
        if (targets.ifVisible()) {
            throw cursor.refuse("\"if visible\" belongs to actions: a check has to hold");
        }
        if (!cursor.atEnd()) {
            throw cursor.refuse("did not expect " + cursor.peek().shown() + " here");
        }
        return new Step.Expect(expectation, targets.within());
    }
}

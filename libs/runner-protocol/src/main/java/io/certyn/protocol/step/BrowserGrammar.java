package io.certyn.protocol.step;

import io.certyn.protocol.step.Action.AnswerDialog;
import io.certyn.protocol.step.Action.GoTo;
import io.certyn.protocol.step.Action.Pause;
import io.certyn.protocol.step.Action.Press;
import io.certyn.protocol.step.Action.SwitchTab;
import io.certyn.protocol.step.Action.WaitFor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the actions that concern the browser rather than one element; the verb has been taken. */
final class BrowserGrammar {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Cursor cursor;
    private final TargetGrammar targets;

    BrowserGrammar(Cursor cursor, TargetGrammar targets) {
        this.cursor = cursor;
        this.targets = targets;
    }

    Supplier<Action> goTo() throws NotUnderstoodException {
        if (!cursor.take("to")) {
            throw cursor.expected("\"to\"");
        }
        var address = Addresses.read(cursor);
        return () -> new GoTo(address);
    }

    Supplier<Action> press() throws NotUnderstoodException {
        int column = cursor.column();
        var text =
                switch (cursor.next()) {
                    case Token.Word word -> word.raw();
                    case Token.Quoted quoted -> quoted.text().source();
                    case Token.End _ -> "";
                };
        var key =
                Keys.read(text)
                        .orElseThrow(() ->
                                new NotUnderstoodException(
                                        column,
                                        "expected a key such as Enter, Escape, Tab or"
                                                + " Control+A"));
        if (!cursor.sees("in")) {
            return () -> new Press(key, Optional.empty());
        }
        cursor.next();
        var named = targets.named();
        return () -> new Press(key, Optional.of(targets.complete(named)));
    }

    Supplier<Action> waiting() throws NotUnderstoodException {
        boolean given = cursor.take("for");
        if (Times.ahead(cursor)) {
            var time = Times.read(cursor, LONGEST_PAUSE);
            return () -> new Pause(time);
        }
        if (!given) {
            throw cursor.expected("\"for\" or a time");
        }
        if (cursor.sees("request") || cursor.sees("download")) {
            throw cursor.refuse("only an element can be waited for; Expect waits by itself");
        }
        var named = targets.named();
        boolean hidden = false;
        if (cursor.take("to", "disappear") || cursor.take("to", "be", "hidden")) {
            hidden = true;
        } else if (!cursor.take("to", "appear")) {
            cursor.take("to", "be", "visible");
        }
        boolean gone = hidden;
        return () -> new WaitFor(targets.complete(named), gone);
    }

    Supplier<Action> dialog(boolean accept) throws NotUnderstoodException {
        cursor.take("the");
        cursor.take("next");
        if (!cursor.take("dialog")) {
            throw cursor.expected("\"dialog\"");
        }
        var text =
                accept && cursor.take("with")
                        ? Optional.of(Values.read(cursor))
                        : Optional.<Text>empty();
        return () -> new AnswerDialog(accept, text);
    }

    Supplier<Action> switchTab() throws NotUnderstoodException {
        if (!cursor.take("to")) {
            throw cursor.expected("\"to\"");
        }
        cursor.takeAny("the");
        var tab = tab();
        return () -> new SwitchTab(tab);
    }

    private Action.Tab tab() throws NotUnderstoodException {
        var position = targets.position();
        if (position.isPresent()) {
            requireTab();
            return new Action.Tab.At(position.get());
        }
        if (cursor.peek() instanceof Token.Quoted) {
            var title = Values.read(cursor);
            requireTab();
            return new Action.Tab.Titled(title);
        }
        requireTab();
        var number = cursor.wordAhead(0);
        if (number.matches("[1-9]\\d?")) {
            cursor.next();
            return new Action.Tab.At(new Target.Position.Nth(Integer.parseInt(number)));
        }
        if (cursor.peek() instanceof Token.Quoted) {
            return new Action.Tab.Titled(Values.read(cursor));
        }
        throw cursor.expected("the number of a tab or its title in quotes");
    }

    private void requireTab() throws NotUnderstoodException {
        if (!cursor.take("tab")) {
            throw cursor.expected("\"tab\"");
        }
    }
}

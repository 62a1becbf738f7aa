package io.certyn.protocol.step;

import io.certyn.protocol.step.Action.AnswerDialog;
import io.certyn.protocol.step.Action.Clear;
import io.certyn.protocol.step.Action.Click;
import io.certyn.protocol.step.Action.ClickKind;
import io.certyn.protocol.step.Action.Fill;
import io.certyn.protocol.step.Action.GoTo;
import io.certyn.protocol.step.Action.Hover;
import io.certyn.protocol.step.Action.Pause;
import io.certyn.protocol.step.Action.Press;
import io.certyn.protocol.step.Action.Select;
import io.certyn.protocol.step.Action.SetChecked;
import io.certyn.protocol.step.Action.WaitFor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the lines that do something. */
final class ActionGrammar {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Set<String> NOT_YET =
            Set.of("toggle", "upload", "drag", "scroll", "switch", "remember", "run", "request");

    private final Cursor cursor;
    private final TargetGrammar targets;

    ActionGrammar(Cursor cursor) {
        this.cursor = cursor;
        this.targets = new TargetGrammar(cursor);
    }

    Step read() throws NotUnderstoodException {
        var action = action();
        targets.modifiers();
        if (!cursor.atEnd()) {
            throw cursor.refuse("did not expect " + cursor.peek().shown() + " here");
        }
        var finished = action.get();
        refuseIdleModifiers(finished);
        return new Step.Do(finished, targets.ifVisible(), targets.within());
    }

    /** A modifier that could change nothing is a misunderstanding, not a thing to pass over. */
    private void refuseIdleModifiers(Action action) throws NotUnderstoodException {
        boolean hasTarget =
                switch (action) {
                    case GoTo _, Pause _, AnswerDialog _ -> false;
                    case Press(_, var target) -> target.isPresent();
                    case Click _, Fill _, Clear _, Select _, SetChecked _, Hover _, WaitFor _ ->
                            true;
                };
        boolean instant = action instanceof Pause || action instanceof AnswerDialog;
        boolean idle =
                (!hasTarget && (targets.narrowed() || targets.ifVisible()))
                        || (instant && targets.within().isPresent())
                        || (action instanceof WaitFor && targets.ifVisible());
        if (idle) {
            throw cursor.refuse("a modifier in this line has nothing to act on");
        }
    }

    private Supplier<Action> action() throws NotUnderstoodException {
        int column = cursor.column();
        var verb = cursor.wordAhead(0);
        cursor.next();
        return switch (verb) {
            case "go" -> goTo();
            case "click" -> click(ClickKind.SINGLE);
            case "double" -> clickOfKind(ClickKind.DOUBLE);
            case "right" -> clickOfKind(ClickKind.RIGHT);
            case "double-click" -> click(ClickKind.DOUBLE);
            case "right-click" -> click(ClickKind.RIGHT);
            case "fill" -> {
                cursor.take("in");
                yield fill();
            }
            case "enter", "type" -> fill();
            case "clear" -> withTarget(Clear::new);
            case "select" -> select();
            case "check" -> withTarget(target -> new SetChecked(target, true));
            case "uncheck" -> withTarget(target -> new SetChecked(target, false));
            case "press" -> press();
            case "hover" -> hover();
            case "wait" -> waiting();
            case "accept" -> dialog(true);
            case "dismiss" -> dialog(false);
            default -> throw unknown(column, verb);
        };
    }

    private static NotUnderstoodException unknown(int column, String verb) {
        if (NOT_YET.contains(verb)) {
            return new NotUnderstoodException(column, "\"" + verb + "\" is not supported yet");
        }
        return new NotUnderstoodException(
                column,
                "a step starts with a verb: Go to, Click, Fill, Enter, Clear, Select, Check,"
                        + " Uncheck, Press, Hover, Wait for, Accept, Dismiss or Expect");
    }

    /** The action is put together once the modifiers at the end of the line are read. */
    private Supplier<Action> withTarget(Function<Target, Action> action)
            throws NotUnderstoodException {
        var named = targets.named();
        return () -> action.apply(targets.complete(named));
    }

    private Supplier<Action> goTo() throws NotUnderstoodException {
        if (!cursor.take("to")) {
            throw cursor.expected("\"to\"");
        }
        int column = cursor.column();
        var address =
                switch (cursor.next()) {
                    case Token.Word word -> word.text();
                    case Token.Quoted quoted -> quoted.text();
                    case Token.End _ ->
                            throw new NotUnderstoodException(column, "expected an address");
                };
        if (!isAddress(address)) {
            throw new NotUnderstoodException(
                    column, "an address starts with /, http:// or https://, or is a variable");
        }
        return () -> new GoTo(address);
    }

    private static boolean isAddress(Text address) {
        if (address.parts().isEmpty()) {
            return false;
        }
        return switch (address.parts().getFirst()) {
            case Text.Part.Variable _ -> true;
            case Text.Part.Literal(var text) ->
                    text.startsWith("/")
                            || text.startsWith("http://")
                            || text.startsWith("https://");
        };
    }

    private Supplier<Action> clickOfKind(ClickKind kind) throws NotUnderstoodException {
        if (!cursor.take("click")) {
            throw cursor.expected("\"click\"");
        }
        return click(kind);
    }

    private Supplier<Action> click(ClickKind kind) throws NotUnderstoodException {
        cursor.take("on");
        return withTarget(target -> new Click(kind, target));
    }

    private Supplier<Action> hover() throws NotUnderstoodException {
        if (!cursor.take("over")) {
            cursor.take("on");
        }
        return withTarget(Hover::new);
    }

    private Supplier<Action> fill() throws NotUnderstoodException {
        if (cursor.peek() instanceof Token.Word word && word.raw().startsWith("{{")) {
            var value = Values.read(cursor);
            if (!cursor.take("into")) {
                throw cursor.expected("\"into\"");
            }
            return withTarget(target -> new Fill(target, value));
        }
        if (cursor.seesQuoteAhead(0) && cursor.wordAhead(1).equals("into")) {
            var value = Values.read(cursor);
            cursor.next();
            return withTarget(target -> new Fill(target, value));
        }
        var named = targets.named();
        if (!cursor.take("with")) {
            throw cursor.expected("\"with\" and a value");
        }
        var value = Values.read(cursor);
        return () -> new Fill(targets.complete(named), value);
    }

    private Supplier<Action> select() throws NotUnderstoodException {
        cursor.takeAny("the");
        cursor.take("option");
        var option = Values.read(cursor);
        cursor.take("option");
        if (!cursor.take("from")) {
            throw cursor.expected("\"from\" and a name in quotes");
        }
        return withTarget(target -> new Select(option, target));
    }

    private Supplier<Action> press() throws NotUnderstoodException {
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

    private Supplier<Action> waiting() throws NotUnderstoodException {
        boolean given = cursor.take("for");
        if (Times.ahead(cursor)) {
            var time = Times.read(cursor, LONGEST_PAUSE);
            return () -> new Pause(time);
        }
        if (!given) {
            throw cursor.expected("\"for\" or a time");
        }
        if (cursor.sees("request") || cursor.sees("download")) {
            throw cursor.refuse("\"" + cursor.peek().shown() + "\" is not supported yet");
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

    private Supplier<Action> dialog(boolean accept) throws NotUnderstoodException {
        cursor.take("the");
        cursor.take("next");
        if (!cursor.take("dialog")) {
            throw cursor.expected("\"dialog\"");
        }
        if (cursor.sees("with")) {
            throw cursor.refuse("a text for the dialog is not supported yet");
        }
        return () -> new AnswerDialog(accept);
    }
}

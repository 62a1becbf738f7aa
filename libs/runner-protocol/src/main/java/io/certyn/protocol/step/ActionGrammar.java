package io.certyn.protocol.step;

import io.certyn.protocol.step.Action.Aspect;
import io.certyn.protocol.step.Action.Clear;
import io.certyn.protocol.step.Action.Click;
import io.certyn.protocol.step.Action.ClickKind;
import io.certyn.protocol.step.Action.Drag;
import io.certyn.protocol.step.Action.Fill;
import io.certyn.protocol.step.Action.Hover;
import io.certyn.protocol.step.Action.Remember;
import io.certyn.protocol.step.Action.ScrollTo;
import io.certyn.protocol.step.Action.Select;
import io.certyn.protocol.step.Action.SetChecked;
import io.certyn.protocol.step.Action.Toggle;
import io.certyn.protocol.step.Action.Upload;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the lines that do something. */
final class ActionGrammar {

    private static final Pattern FILE = Pattern.compile(CaseFile.FILE_NAME);

    private final Cursor cursor;
    private final TargetGrammar targets;
    private final BrowserGrammar browser;

    ActionGrammar(Cursor cursor) {
        this.cursor = cursor;
        this.targets = new TargetGrammar(cursor);
        this.browser = new BrowserGrammar(cursor, targets);
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
                    case Action.GoTo _, Action.Pause _, Action.AnswerDialog _, Action.SwitchTab _ ->
                            false;
                    case Action.Press(_, var target) -> target.isPresent();
                    case Click _,
                            Fill _,
                            Clear _,
                            Select _,
                            SetChecked _,
                            Toggle _,
                            Upload _,
                            Drag _,
                            ScrollTo _,
                            Hover _,
                            Remember _,
                            Action.WaitFor _ ->
                            true;
                };
        boolean instant = action instanceof Action.Pause || action instanceof Action.AnswerDialog;
        boolean needed = action instanceof Action.WaitFor || action instanceof Remember;
        boolean idle =
                (!hasTarget && (targets.narrowed() || targets.ifVisible()))
                        || (instant && targets.within().isPresent())
                        || (needed && targets.ifVisible());
        if (idle) {
            throw cursor.refuse("a modifier in this line has nothing to act on");
        }
    }

    private Supplier<Action> action() throws NotUnderstoodException {
        int column = cursor.column();
        var verb = cursor.wordAhead(0);
        cursor.next();
        return switch (verb) {
            case "go" -> browser.goTo();
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
            case "toggle" -> withTarget(Toggle::new);
            case "press" -> browser.press();
            case "hover" -> hover();
            case "upload" -> upload();
            case "drag" -> drag();
            case "scroll" -> scroll();
            case "remember" -> remember();
            case "wait" -> browser.waiting();
            case "accept" -> browser.dialog(true);
            case "dismiss" -> browser.dialog(false);
            case "switch" -> browser.switchTab();
            default -> throw unknown(column);
        };
    }

    private static NotUnderstoodException unknown(int column) {
        return new NotUnderstoodException(
                column,
                "a step starts with a verb: Go to, Click, Double click, Right click, Fill, Enter,"
                        + " Type, Clear, Select, Check, Uncheck, Toggle, Press, Hover, Upload,"
                        + " Drag, Scroll to, Wait for, Accept, Dismiss, Switch to, Remember, Run"
                        + " or Expect");
    }

    /** The action is put together once the modifiers at the end of the line are read. */
    private Supplier<Action> withTarget(Function<Target, Action> action)
            throws NotUnderstoodException {
        var named = targets.named();
        return () -> action.apply(targets.complete(named));
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

    private Supplier<Action> upload() throws NotUnderstoodException {
        int column = cursor.column();
        var file = cursor.sees("to") ? "" : cursor.next().text().source();
        if (!FILE.matcher(file).matches()) {
            throw new NotUnderstoodException(
                    column, "expected the name of a file of this case, such as \"photo.png\"");
        }
        if (!cursor.take("to") && !cursor.take("into")) {
            throw cursor.expected("\"to\" and a name in quotes");
        }
        return withTarget(target -> new Upload(file, target));
    }

    private Supplier<Action> drag() throws NotUnderstoodException {
        var source = new TargetGrammar(cursor);
        var named = source.named();
        if (source.ifVisible() || source.within().isPresent()) {
            throw cursor.refuse("\"if visible\" and \"within 10 s\" stand at the end of the line");
        }
        if (!cursor.take("to") && !cursor.take("onto")) {
            throw cursor.expected("\"to\" and a name in quotes");
        }
        var what = source.complete(named);
        return withTarget(onto -> new Drag(what, onto));
    }

    private Supplier<Action> scroll() throws NotUnderstoodException {
        if (!cursor.take("to")) {
            throw cursor.expected("\"to\" and a name in quotes");
        }
        return withTarget(ScrollTo::new);
    }

    private Supplier<Action> remember() throws NotUnderstoodException {
        cursor.take("the");
        var aspect = cursor.sees("value") ? Aspect.VALUE : Aspect.TEXT;
        if (!cursor.take("text", "of") && !cursor.take("value", "of")) {
            throw cursor.expected("\"text of\" or \"value of\"");
        }
        var named = targets.named();
        if (!cursor.take("as")) {
            throw cursor.expected("\"as\" and a {{variable}}");
        }
        var variable = variable();
        return () -> new Remember(aspect, targets.complete(named), variable);
    }

    private String variable() throws NotUnderstoodException {
        int column = cursor.column();
        var parts = cursor.next().text().parts();
        if (parts.size() == 1
                && parts.getFirst() instanceof Text.Part.Variable(var name)
                && !Templates.isReserved(name)) {
            return name;
        }
        throw new NotUnderstoodException(column, "expected a {{variable}} of your own");
    }
}

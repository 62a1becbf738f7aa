package io.certyn.protocol.step;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The text form of a step: for the trace, the editor and the corpus of the grammar. */
final class StepText {

    private StepText() {}

    static String of(Step step) {
        var within = step.within().map(time -> " within " + seconds(time)).orElse("");
        return switch (step) {
            case Step.Do(var action, var ifVisible, _) ->
                    of(action) + (ifVisible ? " if-visible" : "") + within;
            case Step.Expect(var expectation, _) -> "expect " + of(expectation) + within;
            case Step.Run(var name) -> "run(" + of(Text.of(name)) + ")";
        };
    }

    private static String of(Action action) {
        return switch (action) {
            case Action.GoTo(var address) -> "go-to(" + of(address) + ")";
            case Action.Click(var kind, var target) ->
                    switch (kind) {
                                case SINGLE -> "click";
                                case DOUBLE -> "double-click";
                                case RIGHT -> "right-click";
                            }
                            + "("
                            + of(target)
                            + ")";
            case Action.Fill(var target, var value) ->
                    "fill(" + of(target) + ", " + of(value) + ")";
            case Action.Clear(var target) -> "clear(" + of(target) + ")";
            case Action.Select(var option, var target) ->
                    "select(" + of(target) + ", " + of(option) + ")";
            case Action.SetChecked(var target, var checked) ->
                    (checked ? "check(" : "uncheck(") + of(target) + ")";
            case Action.Press(var key, var target) ->
                    "press(" + key + target.map(on -> ", " + of(on)).orElse("") + ")";
            case Action.Hover(var target) -> "hover(" + of(target) + ")";
            case Action.Toggle(var target) -> "toggle(" + of(target) + ")";
            case Action.Upload(var file, var target) ->
                    "upload(" + of(target) + ", " + of(Text.of(file)) + ")";
            case Action.Drag(var what, var onto) -> "drag(" + of(what) + ", " + of(onto) + ")";
            case Action.ScrollTo(var target) -> "scroll-to(" + of(target) + ")";
            case Action.SwitchTab(Action.Tab.At(var position)) ->
                    "switch-tab(" + of(position) + ")";
            case Action.SwitchTab(Action.Tab.Titled(var title)) -> "switch-tab(" + of(title) + ")";
            case Action.Remember(var aspect, var target, var variable) ->
                    "remember-"
                            + aspect.name().toLowerCase(Locale.ROOT)
                            + "("
                            + of(target)
                            + ", "
                            + variable
                            + ")";
            case Action.WaitFor(var target, var hidden) ->
                    (hidden ? "wait-hidden(" : "wait-visible(") + of(target) + ")";
            case Action.Pause(var time) -> "pause(" + seconds(time) + ")";
            case Action.AnswerDialog(var accept, var text) ->
                    (accept ? "accept-dialog" : "dismiss-dialog")
                            + text.map(entered -> "(" + of(entered) + ")").orElse("");
        };
    }

    private static String of(Expectation expectation) {
        return switch (expectation) {
            case Expectation.HasState(var target, var state) ->
                    state.name().toLowerCase(Locale.ROOT) + "(" + of(target) + ")";
            case Expectation.HasText(var target, var text) ->
                    "text(" + of(target) + ", " + of(text) + ")";
            case Expectation.Contains(var target, var text) ->
                    "contains(" + of(target) + ", " + of(text) + ")";
            case Expectation.HasValue(var target, var value) ->
                    "value(" + of(target) + ", " + of(value) + ")";
            case Expectation.HasCount(var target, var count) ->
                    "count(" + of(target) + ", " + count + ")";
            case Expectation.Url(var comparison, var value) ->
                    "url-" + comparison.name().toLowerCase(Locale.ROOT) + "(" + of(value) + ")";
            case Expectation.Title(var comparison, var value) ->
                    "title-" + comparison.name().toLowerCase(Locale.ROOT) + "(" + of(value) + ")";
            case Expectation.NoConsoleErrors() -> "no-console-errors";
            case Expectation.NoFailedRequests() -> "no-failed-requests";
            case Expectation.Requested(var method, var address, var status) ->
                    "requested(" + method + " " + of(address) + ", " + status + ")";
            case Expectation.Downloaded(var name) ->
                    "downloaded" + name.map(file -> "(" + of(file) + ")").orElse("");
        };
    }

    private static String of(Target.Position position) {
        return switch (position) {
            case Target.Position.Nth(var number) -> number + TargetGrammar.suffix(number);
            case Target.Position.Last() -> "last";
        };
    }

    private static String of(Target target) {
        var text = new StringBuilder();
        target.position().ifPresent(position -> text.append(of(position)).append(' '));
        text.append(named(target.role(), target.name()));
        if (target.exactly()) {
            text.append(" exactly");
        }
        target.beside()
                .ifPresent(beside ->
                        text.append(' ')
                                .append(beside.side().words().replace(' ', '-'))
                                .append(' ')
                                .append(named(beside.role(), beside.name())));
        target.scopes()
                .forEach(scope -> text.append(" in ").append(named(scope.role(), scope.name())));
        return text.toString();
    }

    private static String named(Optional<Role> role, Text name) {
        return role.map(known -> known.word().replace(' ', '-') + " ").orElse("") + of(name);
    }

    private static String of(Text text) {
        return "\"" + text.source().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}

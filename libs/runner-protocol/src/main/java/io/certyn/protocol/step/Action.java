package io.certyn.protocol.step;

import java.time.Duration;
import java.util.Optional;

/** What a step does to the page. */
public sealed interface Action {

    /** Opens an address: absolute, or a path below the environment's base URL. */
    record GoTo(Text address) implements Action {}

    record Click(ClickKind kind, Target target) implements Action {}

    /** Replaces the content of a field. */
    record Fill(Target target, Text value) implements Action {}

    record Clear(Target target) implements Action {}

    /** Chooses an option of a list by what it shows. */
    record Select(Text option, Target target) implements Action {}

    /** Brings a checkbox, radio button or switch into a state; nothing happens if it is already. */
    record SetChecked(Target target, boolean checked) implements Action {}

    /**
     * @param key in the browser's spelling, such as {@code Enter} or {@code Control+A}
     * @param target what gets the focus first; empty for whatever has it now
     */
    record Press(String key, Optional<Target> target) implements Action {}

    record Hover(Target target) implements Action {}

    /** Turns a checkbox or switch into its other state. */
    record Toggle(Target target) implements Action {}

    /**
     * Gives a file to a file field, or to whatever opens the choice of a file when it is clicked.
     *
     * @param file its name among the files of the case
     */
    record Upload(String file, Target target) implements Action {}

    record Drag(Target what, Target onto) implements Action {}

    /** Brings a target into view. */
    record ScrollTo(Target target) implements Action {}

    /** Goes on in another tab of the browser. */
    record SwitchTab(Tab tab) implements Action {}

    /** Keeps what a target says as a variable for the rest of the case. */
    record Remember(Aspect aspect, Target target, String variable) implements Action {}

    /** Waits until a target is visible, or hidden. */
    record WaitFor(Target target, boolean hidden) implements Action {}

    /** Waits a fixed time. */
    record Pause(Duration time) implements Action {}

    /**
     * Says how the next native dialog is answered; stands before the step that opens it.
     *
     * @param text what is entered into a prompt
     */
    record AnswerDialog(boolean accept, Optional<Text> text) implements Action {}

    /** A tab of the browser, in the order they were opened or by its title. */
    sealed interface Tab {

        record At(Target.Position position) implements Tab {}

        record Titled(Text title) implements Tab {}
    }

    /** What of a target is remembered. */
    enum Aspect {
        TEXT,
        VALUE
    }

    /** Which click. */
    enum ClickKind {
        SINGLE,
        DOUBLE,
        RIGHT
    }
}

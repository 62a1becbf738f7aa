package io.certyn.agent.browser;

import io.certyn.agent.find.Handle;
import io.certyn.protocol.step.Action.ClickKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Something the browser is told to do. */
public sealed interface Command {

    record Open(String url) implements Command {}

    record Click(Handle handle, ClickKind kind) implements Command {}

    record Fill(Handle handle, String value) implements Command {}

    record Select(Handle handle, String option) implements Command {}

    record SetChecked(Handle handle, boolean checked) implements Command {}

    record Press(Optional<Handle> handle, String key) implements Command {}

    record Hover(Handle handle) implements Command {}

    /** Chooses this file where the element is one to choose a file, or opens the choice of one. */
    record Upload(Handle handle, Path file) implements Command {}

    record Drag(Handle what, Handle onto) implements Command {}

    record ScrollTo(Handle handle) implements Command {}

    /** Goes on in another tab, counted from 0 in what the tab last gave as titles. */
    record SwitchTab(int index) implements Command {}

    /**
     * How the next native dialog is answered.
     *
     * @param text what a prompt is answered with
     */
    record ArmDialog(boolean accept, Optional<String> text) implements Command {}

    default String verb() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
